package io.houdao.placement.decision;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.LiveLineItem;
import io.houdao.contracts.profile.PermittedTag;
import io.houdao.placement.decision.AdResponse.Why;
import io.houdao.placement.decision.scene.Opening;
import io.houdao.placement.decision.viewer.Viewer;
import io.houdao.placement.slot.Name;
import java.util.Locale;
import java.util.Optional;

/** Says in one sentence why someone sees an ad, or none, and where they can change that. */
final class Wording {

    static final Texts ZH = Texts.in("zh");
    static final Texts EN = Texts.in("en");

    /** Few tags, kinds of device and moments make up most of what is said, and to put it together costs more than to look it up. */
    private static final LoadingCache<Reason, Said> SAID = Caffeine.newBuilder()
            .maximumSize(10_000)
            .executor(Runnable::run)
            .build(reason -> new Said(reason.zh(), reason.en()));

    private Wording() {}

    static Why why(LiveLineItem lineItem, Viewer viewer, Opening opening) {
        return Optional.ofNullable(lineItem.audience())
                .flatMap(audience -> viewer.tags().reasonFor(audience))
                .map(tag -> personal(tag, viewer, opening))
                .orElseGet(() -> contextual(viewer, opening));
    }

    private static Why personal(PermittedTag tag, Viewer viewer, Opening opening) {
        var said =
                SAID.get(new OfTag(tag.tag(), tag.source(), opening.touchpoint().deviceKind()));
        return new Why(
                said.zh, said.en, tag.tag(), tag.source().name(), "/v1/people/" + viewer.personId() + "/permissions");
    }

    private static Why contextual(Viewer viewer, Opening opening) {
        var said = SAID.get(new OfScene(opening.scene().sphere(), opening.momentName()));
        return new Why(said.zh, said.en, null, null, switchPath(viewer));
    }

    /* Where nobody is known, the switch is to hide the ad: an event like any other. */
    private static String switchPath(Viewer viewer) {
        return switch (viewer.standing()) {
            case KNOWN -> "/v1/people/" + viewer.personId() + "/switches";
            case REFUSED, UNREMEMBERED -> "/v1/people/{id}/switches";
            case UNBOUND, PUBLIC, UNAVAILABLE -> "/v1/events";
        };
    }

    /** Why there is no ad, in one language. */
    static String none(Texts texts, String reason) {
        return texts.say("none", texts.say("reason." + reason));
    }

    private record Said(String zh, String en) {}

    /** What a sentence is made of. */
    private sealed interface Reason {

        String zh();

        String en();
    }

    /** A tag that came from one kind of device, and was used on another. */
    private record OfTag(Tag tag, DeviceKind source, DeviceKind here) implements Reason {

        @Override
        public String zh() {
            return in(ZH);
        }

        @Override
        public String en() {
            return in(EN);
        }

        private String in(Texts texts) {
            return texts.say(
                    source.equals(DeviceKind.SELF) ? "why.self" : "why.device",
                    texts.name(source),
                    tag.domain().replace('-', ' ') + ": " + tag.value().replace('-', ' '),
                    texts.name(here));
        }
    }

    /** Nothing but where and when. */
    private record OfScene(Scene.Sphere sphere, Name moment) implements Reason {

        @Override
        public String zh() {
            return ZH.say("why.scene", in(ZH) + " · " + moment.zh());
        }

        @Override
        public String en() {
            return EN.say("why.scene", moment.en() + ", " + in(EN));
        }

        private String in(Texts texts) {
            return texts.say("sphere." + sphere.name().toLowerCase(Locale.ROOT));
        }
    }
}
