package io.houdao.placement.exposure;

import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.placement.TouchpointId;
import java.time.Instant;
import java.util.List;
import java.util.function.ToLongFunction;

/** What is remembered of a viewer at one moment: what they saw, what they hid, what annoyed them. Immutable. */
public final class Memory {

    /** Of someone who has seen nothing. */
    public static final Memory EMPTY = new Memory(Exposures.NONE, List.of(), Choices.NONE, Annoyances.NONE);

    /** What the viewer saw before the answer being made. */
    private final Exposures earlier;
    /** What that answer shows them. */
    private final Exposures added;

    private final List<Exposures> household;
    private final Choices choices;
    private final Annoyances annoyances;
    private final Completeness completeness;

    Memory(Exposures earlier, List<Exposures> household, Choices choices, Annoyances annoyances) {
        this(earlier, Exposures.NONE, household, choices, annoyances, Completeness.of(earlier));
    }

    private Memory(
            Exposures earlier,
            Exposures added,
            List<Exposures> household,
            Choices choices,
            Annoyances annoyances,
            Completeness completeness) {
        this.earlier = earlier;
        this.added = added;
        this.household = household;
        this.choices = choices;
        this.annoyances = annoyances;
        this.completeness = completeness;
    }

    /** The same, and that the answer being made shows the viewer that. */
    public Memory with(Exposure exposure) {
        return new Memory(earlier, added.with(exposure), household, choices, annoyances, completeness);
    }

    /** What the same viewer asked for, together with what they saw and what annoyed them. */
    Memory with(Exposures shown, List<Exposures> toHousehold, Annoyances annoyed) {
        return new Memory(shown, toHousehold, choices, annoyed);
    }

    Memory withOwn(Exposures other) {
        return withOwn(other, Completeness.ALL);
    }

    /** With what else is known to have been shown, and how complete that is. */
    Memory withOwn(Exposures other, Completeness others) {
        return new Memory(
                other,
                Exposures.NONE,
                household,
                choices,
                annoyances,
                Completeness.of(other).and(others));
    }

    Exposures own() {
        return earlier.and(added);
    }

    /**
     * How often an ad was shown after {@code since}; more often than any cap allows where that cannot be known, because it
     * reaches back further than is remembered.
     *
     * @param fingerprint of the creative, line item, campaign or advertiser, as {@code level} says
     * @param device fingerprint of the asking device, which matters only for {@link Per#DEVICE}
     */
    public int shown(Level level, long fingerprint, Per per, long device, Instant since) {
        return isForgotten(since.toEpochMilli(), per, Completeness::since)
                ? Integer.MAX_VALUE
                : count(level, fingerprint, per, device, since);
    }

    /**
     * The same for a window that is longer than the horizon, in which only what lasts need be known, and only since the flight
     * of the line item began that has such a cap.
     */
    public int shownInFlight(
            Level level, long fingerprint, Per per, long device, Instant since, Instant flightStartsAt) {
        var needed = Math.max(since.toEpochMilli(), flightStartsAt.toEpochMilli() - 1);
        return isForgotten(needed, per, Completeness::lastingSince)
                ? Integer.MAX_VALUE
                : count(level, fingerprint, per, device, since);
    }

    private int count(Level level, long fingerprint, Per per, long device, Instant since) {
        var column = column(level);
        var count = countOwn(column, fingerprint, per == Per.DEVICE ? device : 0, since);
        if (per == Per.HOUSEHOLD) {
            for (var member : household) {
                count += count(member, column, fingerprint, 0, since.toEpochMilli());
            }
        }
        return count;
    }

    private int countOwn(int column, long fingerprint, long device, Instant since) {
        return count(earlier, column, fingerprint, device, since.toEpochMilli())
                + count(added, column, fingerprint, device, since.toEpochMilli());
    }

    private boolean isForgotten(long since, Per per, ToLongFunction<Completeness> known) {
        return since < known.applyAsLong(completeness)
                || (per == Per.HOUSEHOLD
                        && household.stream().anyMatch(member -> since < known.applyAsLong(Completeness.of(member))));
    }

    private static int column(Level level) {
        return switch (level) {
            case CREATIVE -> Exposures.CREATIVE;
            case LINE_ITEM -> Exposures.LINE_ITEM;
            case CAMPAIGN -> Exposures.CAMPAIGN;
            case ADVERTISER -> Exposures.ADVERTISER;
        };
    }

    private static int count(Exposures exposures, int column, long fingerprint, long device, long since) {
        var count = 0;
        for (var row = 0; row < exposures.size(); row++) {
            if (exposures.get(row, column) == fingerprint
                    && exposures.get(row, Exposures.AT) > since
                    && (device == 0 || exposures.get(row, Exposures.DEVICE) == device)) {
                count++;
            }
        }
        return count;
    }

    /**
     * How many ads the viewer was shown in a scene, by its fingerprint, after {@code since}; more than any limit allows where
     * that cannot be known.
     */
    public int shownInScene(long scene, Instant since) {
        return isForgotten(since.toEpochMilli(), Per.PERSON, Completeness::since)
                ? Integer.MAX_VALUE
                : countOwn(Exposures.SCENE, scene, 0, since);
    }

    /**
     * Whether another answer showed any ad after {@code since}. One that was decided elsewhere at the same time, or by a
     * clock that is ahead, counts as well.
     */
    public boolean wasShownEarlier(Instant since) {
        for (var row = earlier.size() - 1; row >= 0; row--) {
            if (earlier.get(row, Exposures.AT) > since.toEpochMilli()) {
                return true;
            }
        }
        return false;
    }

    /** Whether the viewer hid what has this fingerprint, a creative or an advertiser. */
    public boolean hides(long fingerprint) {
        return choices.hides(fingerprint);
    }

    /** Whether the viewer wants no ad on the touchpoint at {@code now}. */
    public boolean mutes(TouchpointId touchpoint, Instant now) {
        return choices.mutes(touchpoint, now);
    }

    /** The viewer's own negative events, each halved every 14 days since. */
    public double annoyance(Instant now) {
        return annoyances.weight(now.toEpochMilli());
    }

    /**
     * How far back what is remembered is all there was, in milliseconds since 1970: who saw as much as is kept may have seen
     * more before.
     *
     * @param since of all exposures within the horizon
     * @param lastingSince of those that outlive it
     */
    record Completeness(long since, long lastingSince) {

        static final Completeness ALL = new Completeness(Long.MIN_VALUE, Long.MIN_VALUE);

        /** Of what a store keeps. */
        static Completeness of(Exposures exposures) {
            return of(exposures, HeapServingStore.MOST_EXPOSURES, HeapServingStore.MOST_LASTING);
        }

        /** Where no more are kept than {@code most}, of which {@code mostLasting} last. */
        static Completeness of(Exposures exposures, int most, int mostLasting) {
            return exposures.lastingSize() < mostLasting && exposures.size() < most
                    ? ALL
                    : new Completeness(
                            exposures.size() < most ? Long.MIN_VALUE : exposures.get(0, Exposures.AT),
                            exposures.lastingSize() < mostLasting
                                    ? Long.MIN_VALUE
                                    : exposures.get(exposures.firstLasting(), Exposures.AT));
        }

        Completeness and(Completeness other) {
            return new Completeness(Math.max(since, other.since), Math.max(lastingSince, other.lastingSince));
        }
    }
}
