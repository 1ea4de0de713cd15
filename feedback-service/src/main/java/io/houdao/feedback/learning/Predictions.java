package io.houdao.feedback.learning;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.feedback.learning.Shrinkage.Rates;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a model says of every creative in every scene in which it has met it. Immutable, and written as a list. */
final class Predictions {

    private final Map<Pair, Prediction> byPair;

    @JsonCreator
    Predictions(List<Prediction> all) {
        this.byPair = all.stream().collect(Collectors.toUnmodifiableMap(Prediction::pair, Function.identity()));
    }

    /** Null for what the model has not met. */
    @Nullable
    Prediction of(Pair pair) {
        return byPair.get(pair);
    }

    @JsonValue
    List<Prediction> all() {
        return List.copyOf(byPair.values());
    }

    int size() {
        return byPair.size();
    }

    /**
     * Probabilities per impression.
     *
     * @param examples showings that the model learnt from of this very pair; may be 0
     */
    record Prediction(
            CreativeId creative,
            Scene scene,
            double click,
            double close,
            double hide,
            double complaint,
            long examples) {

        Pair pair() {
            return new Pair(creative, scene);
        }

        Rates rates(double useful) {
            return new Rates(click, close, hide, complaint, useful);
        }
    }
}
