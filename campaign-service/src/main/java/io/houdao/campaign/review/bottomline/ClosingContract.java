package io.houdao.campaign.review.bottomline;

import io.houdao.campaign.slot.Slot;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What plays or is said ends by itself, within the length that the closing contracts of its class and of each slot it may run
 * in allow; how long it is stands in the creative, so that nobody has to find out by waiting.
 */
@ApplicationScoped
public class ClosingContract implements BottomLineRule {

    private static final int NAMED = 3;

    private final AssetSchemas schemas = AssetSchemas.read();

    @Override
    public Stream<Finding> findings(Submission submission) {
        return submission
                .made()
                .filter(this::lasts)
                .flatMap(made ->
                        Stream.ofNullable(finding(made, submission.known().slots())));
    }

    private boolean lasts(Submission.Made made) {
        var variant = made.variant();
        return variant.lengthMs() != null
                || variant.assets().keySet().stream().anyMatch(name -> {
                    var asset = schemas.assets().get(name);
                    return asset != null && asset.timed();
                });
    }

    private @Nullable Finding finding(Submission.Made made, @Nullable List<Slot> slots) {
        var length = made.variant().lengthMs();
        var longest = schemas.of(made.variant().slotClass()).longestMs();
        var ofClass = "state its length in milliseconds; a slot of the class "
                + made.variant().slotClass() + " lets it last " + longest + " ms at most";
        if (length == null) {
            return finding(made, "nobody knows how long it lasts", ofClass);
        }
        if (length > longest) {
            return finding(made, "it lasts " + length + " ms", ofClass);
        }
        return slots == null
                ? finding(made, "nobody can say now how long its slots let it last", "submit again in a minute")
                : tooLong(made, length, slots);
    }

    private static @Nullable Finding tooLong(Submission.Made made, int length, List<Slot> slots) {
        var shorter = slots.stream()
                .filter(slot -> slot.longestMs() < length && made.mayRunIn(slot))
                .sorted(Comparator.comparing((Slot slot) -> slot.longestMs())
                        .thenComparing(slot -> slot.slotId().value()))
                .toList();
        if (shorter.isEmpty()) {
            return null;
        }
        var named = shorter.stream()
                .limit(NAMED)
                .map(slot -> slot.slotId() + " lets it last " + slot.longestMs() + " ms")
                .collect(Collectors.joining(", "));
        var more = shorter.size() > NAMED ? ", and " + (shorter.size() - NAMED) + " more slots" : "";
        return finding(
                made,
                "it lasts " + length + " ms; " + named + more,
                "let it last " + shorter.get(0).longestMs()
                        + " ms at most, or leave the touchpoints of these slots out of the line item");
    }

    private static Finding finding(Submission.Made made, String detail, String fix) {
        return made.finding(Rule.CLOSING_CONTRACT, "/lengthMs", detail, fix);
    }
}
