package io.houdao.placement.slot;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The assets that a slot must and may be given, by name. Either may be empty; left out of a request, they are. */
public record AssetSchema(Set<String> required, Set<String> optional) {

    /** Nothing required, nothing known. */
    public static final AssetSchema NONE = new AssetSchema(Set.of(), Set.of());

    public AssetSchema(@Nullable Set<String> required, @Nullable Set<String> optional) {
        this.required = required == null ? Set.of() : Set.copyOf(required);
        this.optional = optional == null ? Set.of() : Set.copyOf(optional);
    }
}
