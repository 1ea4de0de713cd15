package io.houdao.placement.decision.viewer;

import static io.houdao.placement.ALineItem.NOON;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Tag;
import io.houdao.contracts.profile.PermittedTag;
import io.houdao.contracts.profile.PermittedTag.Family;
import io.houdao.contracts.profile.PermittedTag.Provenance;
import java.util.Collection;
import java.util.stream.Stream;

/** Tags that somebody permits, for the tests of later stages. */
public final class Permitted {

    private Permitted() {}

    public static Tags tags(Collection<Tag> basic, Collection<Tag> aiot) {
        return Tags.of(Stream.concat(
                        basic.stream().map(tag -> permitted(tag, Family.BASIC, Provenance.DECLARED)),
                        aiot.stream().map(tag -> permitted(tag, Family.AIOT, Provenance.OBSERVED)))
                .toList());
    }

    private static PermittedTag permitted(Tag tag, Family family, Provenance provenance) {
        return new PermittedTag(tag, family, provenance, DeviceKind.SELF, NOON.plusSeconds(60));
    }
}
