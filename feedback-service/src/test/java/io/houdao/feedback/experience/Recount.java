package io.houdao.feedback.experience;

import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.feedback.ExperienceEvent;
import io.houdao.feedback.EventKind;
import io.houdao.feedback.Topic;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Counts a topic by brute force: reads all of it, drops repeats, and adds one and one. */
final class Recount {

    /** Where and when something was counted. */
    record Place(Instant hour, Cell cell) {}

    private Recount() {}

    /** The counts of {@code scenes}, by the names of the columns. */
    static Map<Place, Map<String, Long>> of(List<Scene> scenes) {
        var seen = new HashSet<String>();
        var minded = new HashSet<String>();
        var countByOffered = new HashMap<String, Map<String, Long>>();
        var mindedByShowing = new HashMap<String, Set<String>>();
        var counts = new HashMap<Place, Map<String, Long>>();
        for (var record : new Topic(Topics.EVENTS).all()) {
            var event = read(record.value());
            if (event != null
                    && scenes.contains(event.showing().scene())
                    && seen.add(event.showing().decisionId() + "/" + EventKind.of(event))) {
                var showing = event.showing();
                var count = counts.computeIfAbsent(
                        new Place(
                                showing.decidedAt().truncatedTo(ChronoUnit.HOURS),
                                new Cell(showing.scene(), showing.slotId(), showing.creativeId())),
                        place -> new TreeMap<>());
                add(count, column(event), 1);
                if (EventKind.of(event).isNegative()
                        && minded.add(showing.decisionId().toString())) {
                    add(count, "negatives", 1);
                }
                if (event instanceof ExperienceEvent.Offered) {
                    countByOffered.put(showing.decisionId().toString(), count);
                } else if (EventKind.of(event).isNegative()) {
                    mindedByShowing
                            .computeIfAbsent(showing.decisionId().toString(), id -> new HashSet<>())
                            .addAll(List.of("offered_" + column(event), "offered_negatives"));
                }
                addClosing(count, event);
                addBilled(count, event);
                if (event instanceof ExperienceEvent.Rating rating) {
                    add(count, "stars", rating.stars());
                } else if (event instanceof ExperienceEvent.Conversion conversion) {
                    add(count, "conversion_micros", conversion.valueMicros());
                } else if (event instanceof ExperienceEvent.Disturbing answer && answer.disturbing()) {
                    add(count, "disturbed", 1);
                }
            }
        }
        countByOffered.forEach((showing, count) ->
                mindedByShowing.getOrDefault(showing, Set.of()).forEach(column -> add(count, column, 1)));
        return counts;
    }

    private static void addClosing(Map<String, Long> count, ExperienceEvent event) {
        if (event instanceof ExperienceEvent.Offered offered && offered.after().toMillis() > 1_000) {
            add(count, "offered_late", 1);
        } else if (event instanceof ExperienceEvent.Close close) {
            addClose(count, close);
        } else if (event instanceof ExperienceEvent.Skip skip && skip.shown().toMillis() > 30_000) {
            add(count, "too_long", 1);
        }
    }

    private static void addClose(Map<String, Long> count, ExperienceEvent.Close close) {
        add(count, "closes_" + (close.how() == null ? "" : close.how()), 1);
        add(count, "close_millis", close.shown().toMillis());
        if (close.shown().toMillis() > 30_000) {
            add(count, "too_long", 1);
        }
        if (close.actions() != null && close.actions() > 1) {
            add(count, "many_actions", 1);
        }
    }

    /** All that tests show is sold by the impression. */
    private static void addBilled(Map<String, Long> count, ExperienceEvent event) {
        if (event instanceof ExperienceEvent.Impression) {
            add(count, "billed_micros", event.showing().priceMicros());
        }
    }

    private static void add(Map<String, Long> count, String column, long amount) {
        count.merge(column, amount, Long::sum);
    }

    private static ExperienceEvent read(byte[] value) {
        try {
            var event = Json.read(value, ExperienceEvent.class);
            return event.showing() == null ? null : event;
        } catch (RuntimeException poison) {
            return null;
        }
    }

    private static String column(ExperienceEvent event) {
        return switch (EventKind.of(event)) {
            case OFFERED -> "offered";
            case IMPRESSION -> "impressions";
            case VIEWABLE -> "viewables";
            case CLICK -> "clicks";
            case CLOSE -> "closes";
            case HIDE -> "hides";
            case MUTE -> "mutes";
            case COMPLAINT -> "complaints";
            case RATING -> "ratings";
            case DISTURBING -> "asked";
            case USEFUL -> "useful";
            case CONVERSION -> "conversions";
            case CHECK_IN -> "check_ins";
            case SKIP -> "skips";
        };
    }
}
