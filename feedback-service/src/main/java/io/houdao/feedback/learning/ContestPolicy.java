package io.houdao.feedback.learning;

import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.placement.Contest;
import io.houdao.contracts.placement.Contest.Contender;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How placement-service would have chosen in a {@link Contest}, had it expected of people what a model predicts. A creative of
 * which the model says nothing competes as it did.
 *
 * <p>Example, ε = 0.02, K = 8: of two that are worth showing, the best is shown with probability 0.98 + 0.02/3, the other
 * with 0.02/3, and nothing with 0.02/3.
 */
final class ContestPolicy {

    private final Predictions predictions;
    private final LearningSettings.Costs costs;

    ContestPolicy(Predictions predictions, LearningSettings.Costs costs) {
        this.predictions = predictions;
        this.costs = costs;
    }

    /** The probability with which it would have shown {@code taken}, or nothing where that is null. */
    double probability(Example example, @Nullable CreativeId taken) {
        var ranked = ranked(example);
        var worth = (int) ranked.stream().takeWhile(one -> one.netMicros() > 0).count();
        if (worth == 0) {
            return taken == null ? 1 : 0;
        }
        var width = Math.min(worth, example.contest().width());
        var each = example.contest().exploration() / (width + 1);
        var place = taken == null ? width : place(ranked, taken);
        if (place > width || (place == width && taken != null)) {
            return 0;
        }
        return each + (place == 0 ? 1 - example.contest().exploration() : 0);
    }

    /** The mean, over what it would choose, of {@code value} per showing; nothing shown counts as zero. */
    double expected(Example example, ToDoubleFunction<Contender> value) {
        return example.contest().contenders().stream()
                .mapToDouble(contender -> probability(example, contender.creativeId()) * value.applyAsDouble(contender))
                .sum();
    }

    /** What a showing of {@code contender} is predicted to cost the person, in micros. */
    double harmMicros(Example example, Contender contender) {
        var prediction = predictions.of(example.pair(contender.creativeId()));
        return prediction == null
                ? harmMicros(contender.close(), contender.hide(), contender.complaint())
                : harmMicros(prediction.close(), prediction.hide(), prediction.complaint());
    }

    private double harmMicros(double close, double hide, double complaint) {
        return close * costs.closeMicros() + hide * costs.hideMicros() + complaint * costs.complaintMicros();
    }

    private List<Competitor> ranked(Example example) {
        return example.contest().contenders().stream()
                .map(contender -> new Competitor(contender.creativeId(), netMicros(example, contender)))
                .sorted(Comparator.comparingDouble(Competitor::netMicros)
                        .reversed()
                        .thenComparing(one -> one.creative().value()))
                .toList();
    }

    private double netMicros(Example example, Contender contender) {
        var prediction = predictions.of(example.pair(contender.creativeId()));
        if (prediction == null) {
            return contender.netMicros();
        }
        var before = harmMicros(contender.close(), contender.hide(), contender.complaint());
        var clicks = contender.click() > 0 ? prediction.click() / contender.click() - 1 : 0;
        return contender.netMicros() + contender.clickMicros() * clicks + before - harmMicros(example, contender);
    }

    private static int place(List<Competitor> ranked, CreativeId creative) {
        return IntStream.range(0, ranked.size())
                .filter(i -> ranked.get(i).creative().equals(creative))
                .findFirst()
                .orElse(Integer.MAX_VALUE);
    }

    private record Competitor(CreativeId creative, double netMicros) {}
}
