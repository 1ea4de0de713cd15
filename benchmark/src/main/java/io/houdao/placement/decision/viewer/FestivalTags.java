package io.houdao.placement.decision.viewer;

import io.houdao.contracts.profile.PersonProjection;

/** The tags that one of the festival's people permits on their device. */
public final class FestivalTags {

    private FestivalTags() {}

    public static Tags of(PersonProjection projection) {
        return projection.surfaces().values().stream()
                .map(surface -> Tags.of(surface.tags()))
                .findFirst()
                .orElse(Tags.NONE);
    }
}
