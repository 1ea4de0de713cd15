package io.houdao.placement.decision.eligibility;

import io.houdao.placement.decision.candidates.Omitted;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Who passed and who did not, as far as anyone looked. All are counted; of those rejected the first are named. */
public final class Screening {

    private static final int MOST_NAMED = 64;

    private final Omitted withoutVariant;
    private final Omitted outOfHours;
    private final Omitted notPermitted;
    private final List<Rejection> rejected = new ArrayList<>();
    private final Map<RejectionReason, Integer> counts = new EnumMap<>(RejectionReason.class);
    private int passed;
    /** Who passed, and who did not. */
    private int screened;

    /** Begins with those who were passed over, which may become more. */
    public Screening(Omitted withoutVariant, Omitted outOfHours, Omitted notPermitted) {
        this.withoutVariant = withoutVariant;
        this.outOfHours = outOfHours;
        this.notPermitted = notPermitted;
    }

    public void pass() {
        passed++;
        screened++;
    }

    public void reject(Rejection rejection) {
        screened++;
        counts.merge(rejection.reason(), 1, Integer::sum);
        if (rejected.size() < MOST_NAMED) {
            rejected.add(rejection);
        }
    }

    /** Whether anybody passed. */
    public boolean hasEligible() {
        return passed > 0;
    }

    /** How many candidates each reason removed. */
    public Map<RejectionReason, Integer> rejections() {
        var all = new EnumMap<RejectionReason, Integer>(RejectionReason.class);
        all.putAll(counts);
        add(RejectionReason.NO_VARIANT, withoutVariant, all);
        add(RejectionReason.OUT_OF_DAYPART, outOfHours, all);
        add(RejectionReason.NO_PERMISSION, notPermitted, all);
        return all;
    }

    private static void add(RejectionReason reason, Omitted omitted, Map<RejectionReason, Integer> all) {
        if (omitted.count() > 0) {
            all.merge(reason, omitted.count(), Integer::sum);
        }
    }

    /** The first that rules rejected, by what they can be worth. */
    public List<Rejection> rejected() {
        return Collections.unmodifiableList(rejected);
    }

    /** Line items that were not made for the slot and scene. */
    public Omitted withoutVariant() {
        return withoutVariant;
    }

    /** Line items for other hours of the week. */
    public Omitted outOfHours() {
        return outOfHours;
    }

    /** Line items that are for others, as far as that may be known. */
    public Omitted notPermitted() {
        return notPermitted;
    }

    /** How many candidates were considered. */
    public int considered() {
        return screened + withoutVariant.count() + outOfHours.count() + notPermitted.count();
    }

    /**
     * Why nobody is eligible: of the candidates that came furthest, the most frequent reason. Without any candidate, that.
     */
    public RejectionReason mainReason() {
        return rejections().entrySet().stream()
                .max(Comparator.<Map.Entry<RejectionReason, Integer>, RejectionReason.Stage>comparing(
                                entry -> entry.getKey().stage())
                        .thenComparing(Map.Entry::getValue)
                        .thenComparing(Map.Entry::getKey))
                .map(Map.Entry::getKey)
                .orElse(RejectionReason.NO_CANDIDATE);
    }
}
