package io.houdao.profile.catalogue;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What people read. */
@RegisterForReflection
public record Name(
        @Schema(examples = "电饭煲") String zh,
        @Schema(examples = "Rice cooker") String en) {}
