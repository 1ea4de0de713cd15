package io.houdao.feedback.learning;

import static io.houdao.feedback.EventKind.CLICK;
import static io.houdao.feedback.EventKind.CLOSE;
import static io.houdao.feedback.EventKind.COMPLAINT;
import static io.houdao.feedback.EventKind.HIDE;

import io.houdao.feedback.EventKind;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Watches whether people do what the live model predicts, and takes it back where they do not: people change, and a model
 * that no longer knows them must not decide what they are shown.
 */
@ApplicationScoped
class LiveCheck {

    /** After so many showings counting begins anew, so that a change shows. */
    private static final int SHOWINGS = 20_000;

    private final ModelService service;
    private final Map<EventKind, CalibrationAlarm> alarms = new EnumMap<>(EventKind.class);
    private @Nullable String version;
    private int showings;

    LiveCheck(ModelService service) {
        this.service = service;
    }

    /** Compares what {@code live} predicted of what was shown with what happened. */
    synchronized void add(Example example, @Nullable Model live) {
        if (live == null || !Objects.equals(version, live.version()) || showings == SHOWINGS) {
            begin(live == null ? null : live.version());
        }
        var seen = example.seen();
        if (live == null || seen == null || example.decidedAt().isBefore(live.changedAt())) {
            return;
        }
        var prediction = live.predictions().of(example.pair(seen.creativeId()));
        if (prediction != null) {
            showings++;
            add(CLICK, prediction.click(), example);
            add(CLOSE, prediction.close(), example);
            add(HIDE, prediction.hide(), example);
            add(COMPLAINT, prediction.complaint(), example);
        }
    }

    private void begin(@Nullable String next) {
        version = next;
        showings = 0;
        alarms.clear();
    }

    private void add(EventKind kind, double predicted, Example example) {
        alarms.computeIfAbsent(kind, unseen -> new CalibrationAlarm())
                .add(predicted, example.happened().contains(kind));
    }

    /** Takes the live model back where an alarm is raised. */
    synchronized void act() {
        alarm().ifPresent(reason -> {
            begin(null);
            service.rollBack(reason, Model.LEARNING);
        });
    }

    private Optional<String> alarm() {
        return alarms.entrySet().stream()
                .filter(entry -> entry.getValue().isRaised())
                .findFirst()
                .map(entry -> String.format(
                        Locale.ROOT,
                        "it predicts %.2f times as many of %s as happen",
                        entry.getValue().ratio(),
                        entry.getKey()));
    }
}
