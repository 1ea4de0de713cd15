package io.houdao.placement.decision.viewer;

import com.github.benmanes.caffeine.cache.Interner;
import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Tag;
import io.houdao.contracts.profile.PermittedTag;
import java.util.List;

/**
 * One object for each tag and each kind of device, however many people name it: millions of people share some thousands.
 * The garbage collector has so much less to follow, and a decision finds in its caches what it compares.
 */
final class Vocabulary {

    private final Interner<Tag> tags = Interner.newWeakInterner();
    private final Interner<DeviceKind> kinds = Interner.newWeakInterner();

    List<PermittedTag> shared(List<PermittedTag> permitted) {
        return permitted.stream().map(this::shared).toList();
    }

    private PermittedTag shared(PermittedTag permitted) {
        return new PermittedTag(
                tags.intern(permitted.tag()),
                permitted.family(),
                permitted.provenance(),
                shared(permitted.source()),
                permitted.expiresAt());
    }

    DeviceKind shared(DeviceKind kind) {
        return kinds.intern(kind);
    }
}
