package io.houdao.placement.decision;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.LiveLineItem;
import io.houdao.contracts.profile.PermittedTag;
import io.houdao.placement.decision.AdResponse.Why;
import io.houdao.placement.decision.scene.Opening;
import io.houdao.placement.decision.viewer.Viewer;
import java.util.Locale;
import java.util.Optional;

/** Says in one sentence why someone sees an ad, or none, and where they can change that. */
final class Wording {

    static final Texts ZH = Texts.in("zh");
    static final Texts EN = Texts.in("en");

    private Wording() {}

    static Why why(LiveLineItem lineItem, Viewer viewer, Opening opening) {
        return Optional.ofNullable(lineItem.audience())
                .flatMap(audience -> viewer.tags().reasonFor(audience))
                .map(tag -> personal(tag, viewer, opening))
                .orElseGet(() -> contextual(viewer, opening));
    }

    private static Why personal(PermittedTag tag, Viewer viewer, Opening opening) {
        var key = tag.source().equals(DeviceKind.SELF) ? "why.self" : "why.device";
        return new Why(
                sentence(ZH, key, tag, opening),
                sentence(EN, key, tag, opening),
                tag.tag(),
                tag.source().name(),
                "/v1/people/" + viewer.personId() + "/permissions");
    }

    private static String sentence(Texts texts, String key, PermittedTag tag, Opening opening) {
        return texts.say(
                key,
                texts.name(tag.source()),
                name(tag.tag()),
                texts.name(opening.touchpoint().deviceKind()));
    }

    private static Why contextual(Viewer viewer, Opening opening) {
        return new Why(
                ZH.say(
                        "why.scene",
                        sphere(ZH, opening) + " · " + opening.momentName().zh()),
                EN.say("why.scene", opening.momentName().en() + ", " + sphere(EN, opening)),
                null,
                null,
                switchPath(viewer));
    }

    /* Where nobody is known, the switch is to hide the ad: an event like any other. */
    private static String switchPath(Viewer viewer) {
        return switch (viewer.standing()) {
            case KNOWN -> "/v1/people/" + viewer.personId() + "/switches";
            case REFUSED, UNREMEMBERED -> "/v1/people/{id}/switches";
            case UNBOUND, PUBLIC, UNAVAILABLE -> "/v1/events";
        };
    }

    private static String sphere(Texts texts, Opening opening) {
        return texts.say("sphere." + opening.scene().sphere().name().toLowerCase(Locale.ROOT));
    }

    private static String name(Tag tag) {
        return tag.domain().replace('-', ' ') + ": " + tag.value().replace('-', ' ');
    }

    /** Why there is no ad, in one language. */
    static String none(Texts texts, String reason) {
        return texts.say("none", texts.say("reason." + reason));
    }
}
