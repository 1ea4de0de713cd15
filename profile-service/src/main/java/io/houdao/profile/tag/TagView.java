package io.houdao.profile.tag;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Tag;
import io.houdao.contracts.profile.PermittedTag.Family;
import io.houdao.contracts.profile.PermittedTag.Provenance;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A tag, as its person sees it. */
record TagView(
        Tag tag,
        Family family,
        Provenance provenance,
        DeviceKind source,
        @Nullable UUID deviceId,
        Instant learnedAt,
        Instant expiresAt) {}
