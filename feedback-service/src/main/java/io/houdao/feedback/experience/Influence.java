package io.houdao.feedback.experience;

import io.houdao.feedback.EventKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that nobody's word counts for more than a person's. Of one person, or of a device where nobody is known, only
 * so many showings, negatives and clicks in a scene and window weigh; the rest is reported and moves nothing. Whoever closes
 * whatever they get, on however many showings, weighs no more than whoever closed one; whoever looks without end cannot
 * drown what others mind.
 *
 * <p>With 12 showings, 1 negative and 1 hour: if one device in twenty closes all of 30 ads an hour, and each of the others
 * sees 3 an hour, of which they close 3 %, then 0.95·3·0.03 + 0.05·1 of 0.95·3 + 0.05·12 showings weigh as negative: 3.9 %,
 * and not 36 %.
 *
 * <p>It is kept in memory: events of one person come by one partition, so one replica hears all of them. A restart grants
 * everyone a new window. In public places nobody is known, and all of it weighs.
 */
@ApplicationScoped
class Influence {

    private final Duration window;
    private final int showings;
    private final int negatives;
    private final int clicks;
    private final Map<Voice, Heard> heardByVoice;

    Influence(InfluenceSettings settings, @ConfigProperty(name = "houdao.restraint.window") Duration restraintWindow) {
        this.window = restraintWindow.multipliedBy(settings.windows());
        this.showings = settings.showings();
        this.negatives = settings.negatives();
        this.clicks = settings.clicks();
        var most = settings.remembered();
        this.heardByVoice = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Voice, Heard> eldest) {
                return size() > most;
            }
        };
    }

    /** Whether {@code event} weighs, and remembers that it was heard. What was heard before weighs as it did. */
    synchronized boolean weighs(EventRow event) {
        var subject = event.subject();
        if (subject == null) {
            return true;
        }
        var voice = new Voice(subject, event.scene());
        var heard = heardByVoice.computeIfAbsent(voice, unheard -> new Heard());
        heard.open(event.decidedAt(), window);
        return heard.weighs(event);
    }

    private record Voice(UUID subject, String scene) {}

    /** What was heard of one voice in the present window. */
    private final class Heard {

        private Instant until = Instant.MIN;
        private final Tally shown = new Tally();
        private final Tally minded = new Tally();
        private final Tally clicked = new Tally();

        void open(Instant at, Duration length) {
            if (!at.isBefore(until)) {
                until = at.plus(length);
                shown.clear();
                minded.clear();
                clicked.clear();
            }
        }

        boolean weighs(EventRow event) {
            if (event.minds()) {
                return minded.hasRoom(event.decisionId(), negatives);
            }
            return event.kind().equals(EventKind.CLICK.toString())
                    ? clicked.hasRoom(event.decisionId(), clicks)
                    : shown.hasRoom(event.decisionId(), showings);
        }
    }

    /** The showings of one kind that weigh, by the beginnings of their ids. */
    private static final class Tally {

        private long @Nullable [] known;
        private int size;

        void clear() {
            size = 0;
        }

        boolean hasRoom(UUID decision, int most) {
            var slots = known == null ? new long[most] : known;
            known = slots;
            for (var i = 0; i < size; i++) {
                if (slots[i] == decision.getMostSignificantBits()) {
                    return true;
                }
            }
            if (size == most) {
                return false;
            }
            slots[size++] = decision.getMostSignificantBits();
            return true;
        }
    }
}
