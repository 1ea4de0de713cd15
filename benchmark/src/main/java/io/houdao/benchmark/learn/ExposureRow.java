package io.houdao.benchmark.learn;

import io.houdao.benchmark.Csv;
import io.houdao.benchmark.UsageError;
import io.houdao.feedback.learning.FeatureSet;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;

/** The row at which the log stands, with what is known of its user and video, and columns derived from it. */
final class ExposureRow {

    private static final Set<String> KNOWN_ONLY_AFTERWARDS = Set.of(
            "is_click",
            "is_like",
            "is_follow",
            "is_comment",
            "is_forward",
            "is_hate",
            "long_view",
            "play_time_ms",
            "skip");
    private static final Set<String> DERIVED = Set.of("hour", "duration_log2", "age_days");
    private static final int FIRST_JUDGED_DATE = 2022_05_01;
    private static final int SKIPPED_BELOW_MILLIS = 2_000;

    private final Csv log;
    private final Statics users;
    private final Statics videos;

    ExposureRow(Csv log, Statics users, Statics videos) {
        this.log = log;
        this.users = users;
        this.videos = videos;
    }

    void requireKnownBeforeServing(List<String> columns) {
        for (var column : columns) {
            if (KNOWN_ONLY_AFTERWARDS.contains(column)) {
                throw new UsageError("--features: " + column + " is known only after serving");
            }
            if (!DERIVED.contains(column)
                    && !log.columns().contains(column)
                    && !users.has(column)
                    && !videos.has(column)) {
                throw new UsageError(
                        "--features: no column " + column + " in the log, its users, its videos or " + DERIVED);
            }
        }
    }

    Exposure exposure(FeatureSet features, String target) {
        var values = features.columns().stream().map(this::value).toList();
        return new Exposure(
                log.getInt("date") >= FIRST_JUDGED_DATE,
                log.get("user_id"),
                log.get("video_id"),
                log.get("tab"),
                features.slots(values),
                happened(target),
                happened("skip"),
                happened("long_view"),
                log.columns().contains("is_hate") && happened("is_hate"));
    }

    private boolean happened(String target) {
        if (target.equals("skip")) {
            return log.get("is_click").equals("0") && log.getInt("play_time_ms") < SKIPPED_BELOW_MILLIS;
        }
        if (!log.columns().contains(target)) {
            throw new UsageError("--target: no column " + target + "; there are skip and " + log.columns());
        }
        return switch (log.get(target)) {
            case "0" -> false;
            case "1" -> true;
            default -> throw new UsageError("--target: " + target + " must be 0 or 1, was " + log.get(target));
        };
    }

    private String value(String column) {
        return switch (column) {
            case "hour" -> String.valueOf(log.getInt("hourmin") / 100);
            case "duration_log2" -> String.valueOf(log2(Math.max(log.getInt("duration_ms"), 1)));
            case "age_days" -> String.valueOf(ageDays());
            default -> given(column);
        };
    }

    private String given(String column) {
        if (log.columns().contains(column)) {
            return log.get(column);
        }
        return users.has(column) ? users.value(log.get("user_id"), column) : videos.value(log.get("video_id"), column);
    }

    private static int log2(int value) {
        return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(value);
    }

    private long ageDays() {
        var uploaded = LocalDate.parse(log.get("upload_date"), DateTimeFormatter.BASIC_ISO_DATE);
        return ChronoUnit.DAYS.between(uploaded, LocalDate.parse(log.get("date"), DateTimeFormatter.BASIC_ISO_DATE));
    }
}
