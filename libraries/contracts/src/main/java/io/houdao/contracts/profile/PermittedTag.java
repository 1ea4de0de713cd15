package io.houdao.contracts.profile;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Tag;
import java.time.Instant;

/**
 * A tag that a permission lets out.
 *
 * @param source the kind of device it came from, or {@link DeviceKind#SELF}: what a person is told when they ask why
 * @param expiresAt not used from then on
 */
public record PermittedTag(Tag tag, Family family, Provenance provenance, DeviceKind source, Instant expiresAt) {

    /** The two families that an audience crosses. */
    public enum Family {
        /** Declared or surveyed. */
        BASIC,
        /** Derived from a device. */
        AIOT
    }

    /** How it came to be known. */
    public enum Provenance {
        DECLARED,
        OBSERVED,
        SURVEYED
    }
}
