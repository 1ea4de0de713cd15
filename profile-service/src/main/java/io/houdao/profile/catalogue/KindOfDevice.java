package io.houdao.profile.catalogue;

import io.houdao.contracts.DeviceKind;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Set;

/**
 * A kind of device.
 *
 * @param inPublic it stands in a shop or a restaurant: it belongs to nobody, and nothing personal is used on it
 * @param dataKinds what its tags may be about; empty where it must never yield any
 */
@RegisterForReflection
public record KindOfDevice(DeviceKind kind, Role role, boolean inPublic, Set<String> dataKinds, Name name) {

    /** What a device has to do with messages. */
    public enum Role {
        /** May carry a message, and may feed tags. */
        SHOWS,
        /** Only feeds tags. */
        SENSES,
        /** Neither, whatever anybody grants. */
        NEVER
    }

    public KindOfDevice {
        dataKinds = Set.copyOf(dataKinds);
        if (role == Role.NEVER && !dataKinds.isEmpty()) {
            throw new IllegalArgumentException(kind + " has the role NEVER and must not yield " + dataKinds);
        }
    }

    /** Whether something personal may be shown on it, if its person allows. */
    public boolean isSurface() {
        return role == Role.SHOWS && !inPublic;
    }
}
