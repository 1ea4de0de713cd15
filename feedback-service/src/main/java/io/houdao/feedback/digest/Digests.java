package io.houdao.feedback.digest;

import io.houdao.contracts.Scene;
import io.houdao.feedback.digest.Digest.Compared;
import io.houdao.feedback.digest.Digest.Share;
import io.houdao.feedback.digest.Digest.Worse;
import io.houdao.feedback.experience.Cell;
import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.experience.ExperienceReports;
import io.houdao.feedback.experience.Period;
import io.houdao.feedback.restraint.AcceptedShares;
import io.houdao.feedback.restraint.Act;
import io.houdao.feedback.restraint.Acts;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Writes the digest of a day. A place got worse where the whole 95 % interval of that day lies over the whole interval of
 * what it is compared with, which chance alone does to fewer than 1 in 100.
 */
@ApplicationScoped
class Digests {

    private static final int BASELINE_DAYS = 7;
    /** Fewer showings say nothing about a day, or about what was usual before it. */
    private static final int ENOUGH = 30;

    private static final int MOST_WORSE = 50;
    private static final int MOST_ACTS = 500;

    private final ExperienceReports reports;
    private final Acts acts;
    private final AcceptedShares accepted;

    Digests(ExperienceReports reports, Acts acts, AcceptedShares accepted) {
        this.reports = reports;
        this.acts = acts;
        this.accepted = accepted;
    }

    Digest of(LocalDate day) {
        var past = new Past(
                reports.cells(Period.daysBefore(day, BASELINE_DAYS)), reports.cells(Period.daysBefore(day, 1)));
        var done = acts.of(Period.of(day), MOST_ACTS);
        var worse = reports.cells(Period.of(day)).entrySet().stream()
                .filter(cell -> cell.getValue().trials() >= ENOUGH)
                .map(cell -> compare(cell.getKey(), cell.getValue(), past, done))
                .filter(compared -> compared.gap() > 0)
                .sorted(Comparator.comparingDouble(Worse::gap).reversed())
                .limit(MOST_WORSE)
                .toList();
        return new Digest(day, DigestWording.summary(day, worse, done.size()), worse, done);
    }

    private Worse compare(Cell cell, Counts counts, Past past, List<Act> done) {
        var today = Share.of(counts);
        var compared = past.knows(cell);
        var baseline = switch (compared) {
            case ITSELF -> Share.of(past.of(cell));
            case SCENE -> Share.of(past.of(cell.scene()));
            case ACCEPTED_SHARE -> Share.set(accepted.of(cell.scene()));
        };
        var scene = cell.scene().toString();
        var slotId = cell.slotId().toString();
        var creativeId = cell.creativeId().value();
        var about = done.stream()
                .filter(act -> act.concerns(scene, slotId, creativeId))
                .toList();
        return new Worse(
                scene,
                slotId,
                creativeId,
                today,
                baseline,
                compared.toString(),
                past.dayBefore(cell),
                DigestWording.finding(cell, today, baseline, compared),
                about);
    }

    /** What was usual before. */
    private static final class Past {

        private final Map<Cell, Counts> week;
        private final Map<Cell, Counts> day;
        private final Map<Scene, Counts> weekByScene;

        Past(Map<Cell, Counts> week, Map<Cell, Counts> day) {
            this.week = week;
            this.day = day;
            this.weekByScene = week.entrySet().stream()
                    .collect(Collectors.toMap(cell -> cell.getKey().scene(), Map.Entry::getValue, Counts::plus));
        }

        Compared knows(Cell cell) {
            if (of(cell).trials() >= ENOUGH) {
                return Compared.ITSELF;
            }
            return of(cell.scene()).trials() >= ENOUGH ? Compared.SCENE : Compared.ACCEPTED_SHARE;
        }

        Counts of(Cell cell) {
            return week.getOrDefault(cell, Counts.NONE);
        }

        Counts of(Scene scene) {
            return weekByScene.getOrDefault(scene, Counts.NONE);
        }

        @Nullable
        Share dayBefore(Cell cell) {
            var counts = day.get(cell);
            return counts == null ? null : Share.of(counts);
        }
    }
}
