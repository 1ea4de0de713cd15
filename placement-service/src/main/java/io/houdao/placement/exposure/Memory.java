package io.houdao.placement.exposure;

import io.houdao.contracts.campaign.FrequencyCap.Level;
import io.houdao.contracts.campaign.FrequencyCap.Per;
import io.houdao.contracts.placement.TouchpointId;
import java.time.Instant;
import java.util.List;

/** What is remembered of a viewer at one moment: what they saw, what they hid, what annoyed them. Immutable. */
public final class Memory {

    /** Of someone who has seen nothing. */
    public static final Memory EMPTY = new Memory(Exposures.NONE, List.of(), Choices.NONE, Annoyances.NONE);

    private final Exposures own;
    /** Those of {@link #own} that the answer being made did not add. */
    private final Exposures earlier;

    private final List<Exposures> household;
    private final Choices choices;
    private final Annoyances annoyances;
    /** Since when all of {@link #own} is remembered, in milliseconds since 1970; of before, the oldest may be forgotten. */
    private final long completeSince;

    Memory(Exposures own, List<Exposures> household, Choices choices, Annoyances annoyances) {
        this(own, own, household, choices, annoyances, completeSince(own));
    }

    private Memory(
            Exposures own,
            Exposures earlier,
            List<Exposures> household,
            Choices choices,
            Annoyances annoyances,
            long completeSince) {
        this.own = own;
        this.earlier = earlier;
        this.household = household;
        this.choices = choices;
        this.annoyances = annoyances;
        this.completeSince = completeSince;
    }

    /* Who saw as much as a store keeps may have seen more before. */
    private static long completeSince(Exposures exposures) {
        return exposures.size() < HeapServingStore.MOST_EXPOSURES ? Long.MIN_VALUE : exposures.get(0, Exposures.AT);
    }

    /** The same, and that the answer being made shows the viewer that. */
    public Memory with(Exposure exposure) {
        var more = own.with(exposure, Long.MIN_VALUE, Integer.MAX_VALUE);
        return new Memory(more, earlier, household, choices, annoyances, completeSince);
    }

    /** What the same viewer asked for, together with what they saw and what annoyed them. */
    Memory with(Exposures shown, List<Exposures> toHousehold, Annoyances annoyed) {
        return new Memory(shown, toHousehold, choices, annoyed);
    }

    Memory withOwn(Exposures other) {
        return withOwn(other, Long.MIN_VALUE);
    }

    /** With what else is known to have been shown, and all of that only since then. */
    Memory withOwn(Exposures other, long othersCompleteSince) {
        var since = Math.max(completeSince(other), othersCompleteSince);
        return new Memory(other, other, household, choices, annoyances, since);
    }

    Exposures own() {
        return own;
    }

    /**
     * How often an ad was shown after {@code since}; more often than any cap allows where that cannot be known, because it
     * reaches back further than is remembered.
     *
     * @param fingerprint of the creative, line item, campaign or advertiser, as {@code level} says
     * @param device fingerprint of the asking device, which matters only for {@link Per#DEVICE}
     */
    public int shown(Level level, long fingerprint, Per per, long device, Instant since) {
        if (isForgotten(since.toEpochMilli(), per)) {
            return Integer.MAX_VALUE;
        }
        var column = column(level);
        var count = count(own, column, fingerprint, per == Per.DEVICE ? device : 0, since.toEpochMilli());
        if (per == Per.HOUSEHOLD) {
            for (var member : household) {
                count += count(member, column, fingerprint, 0, since.toEpochMilli());
            }
        }
        return count;
    }

    private boolean isForgotten(long since, Per per) {
        return since < completeSince
                || (per == Per.HOUSEHOLD && household.stream().anyMatch(member -> since < completeSince(member)));
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
        return isForgotten(since.toEpochMilli(), Per.PERSON)
                ? Integer.MAX_VALUE
                : count(own, Exposures.SCENE, scene, 0, since.toEpochMilli());
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
}
