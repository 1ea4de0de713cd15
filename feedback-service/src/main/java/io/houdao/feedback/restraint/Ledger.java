package io.houdao.feedback.restraint;

import io.houdao.feedback.experience.ExperienceReports.Opportunities;
import java.time.LocalDate;
import java.util.List;

/**
 * What restraint gave up on a day, against what it may.
 *
 * @param allowanceMicros over all scenes listed
 */
record Ledger(LocalDate day, long forgoneMicros, long allowanceMicros, long remainingMicros, List<Entry> items) {

    static Ledger of(LocalDate day, List<Opportunities> scenes, long allowanceMicros) {
        var items =
                scenes.stream().map(scene -> Entry.of(scene, allowanceMicros)).toList();
        var forgone = items.stream().mapToLong(Entry::forgoneMicros).sum();
        var allowed = allowanceMicros * items.size();
        return new Ledger(day, forgone, allowed, allowed - forgone, items);
    }

    /**
     * One scene.
     *
     * @param forgoneMicros advertiser value that was not shown because it was not worth the harm
     * @param remainingMicros below zero where more was given up than allowed
     */
    record Entry(
            String scene,
            long opportunities,
            long shown,
            long forgoneMicros,
            long allowanceMicros,
            long remainingMicros) {

        static Entry of(Opportunities scene, long allowanceMicros) {
            return new Entry(
                    scene.scene(),
                    scene.opportunities(),
                    scene.shown(),
                    scene.forgoneMicros(),
                    allowanceMicros,
                    allowanceMicros - scene.forgoneMicros());
        }
    }
}
