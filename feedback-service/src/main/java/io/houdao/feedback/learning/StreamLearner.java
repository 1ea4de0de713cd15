package io.houdao.feedback.learning;

import static io.houdao.feedback.EventKind.CLICK;
import static io.houdao.feedback.EventKind.CLOSE;
import static io.houdao.feedback.EventKind.COMPLAINT;
import static io.houdao.feedback.EventKind.HIDE;

import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.feedback.EventKind;
import io.houdao.feedback.learning.Predictions.Prediction;
import io.houdao.feedback.learning.Shrinkage.Rates;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Four models, of click, close, hide and complaint, which learn showing by showing. They see the creative, its advertiser
 * and the scene: what is known of a creative in a scene before anybody is, so that their predictions can be published for
 * each pair. The same examples in the same order give the same predictions. For one thread.
 */
final class StreamLearner {

    static final String FEATURES = "scene,creative,advertiser,scene*creative,scene*advertiser";

    /** 2^18 slots of 16 bytes, four times: 16 MiB, for about 50,000 pairs. */
    private static final int BITS = 18;

    private final FeatureSet features = FeatureSet.parse(FEATURES, BITS);
    private final Map<EventKind, ResponseLearner> learners = new EnumMap<>(EventKind.class);
    private final Map<Pair, Met> met = new HashMap<>();
    private long learnt;

    StreamLearner() {
        learners.put(CLICK, learner(Rates.START.click()));
        learners.put(CLOSE, learner(Rates.START.close()));
        learners.put(HIDE, learner(Rates.START.hide()));
        learners.put(COMPLAINT, learner(Rates.START.complaint()));
    }

    private static ResponseLearner learner(double priorShare) {
        return new ResponseLearner(FtrlParameters.rare(priorShare).withBits(BITS));
    }

    /** Meets everything that competed, and learns from what was shown and seen. */
    void learn(Example example) {
        for (var contender : example.contest().contenders()) {
            met.computeIfAbsent(example.pair(contender.creativeId()), pair -> new Met(contender.advertiserId()));
        }
        var seen = example.seen();
        if (seen != null) {
            var pair = example.pair(seen.creativeId());
            var slots = slots(pair, seen.advertiserId());
            learners.forEach((kind, learner) -> learner.learn(
                    pair.scene().toString(), slots, example.happened().contains(kind)));
            met.computeIfAbsent(pair, unmet -> new Met(seen.advertiserId())).examples++;
            learnt++;
        }
    }

    /** From how many showings it has learnt. */
    long learnt() {
        return learnt;
    }

    /** What it says now of everything it has met. */
    Predictions predictions() {
        return new Predictions(met.entrySet().stream()
                .map(entry -> prediction(entry.getKey(), entry.getValue()))
                .toList());
    }

    private Prediction prediction(Pair pair, Met met) {
        var slots = slots(pair, met.advertiser);
        return new Prediction(
                pair.creative(),
                pair.scene(),
                predict(CLICK, pair, slots),
                predict(CLOSE, pair, slots),
                predict(HIDE, pair, slots),
                predict(COMPLAINT, pair, slots),
                met.examples);
    }

    private double predict(EventKind kind, Pair pair, int[] slots) {
        var learner = learners.get(kind);
        return learner == null ? 0 : learner.predict(pair.scene().toString(), slots);
    }

    private int[] slots(Pair pair, AdvertiserId advertiser) {
        return features.slots(List.of(pair.scene().toString(), pair.creative().toString(), advertiser.toString()));
    }

    private static final class Met {

        private final AdvertiserId advertiser;
        private long examples;

        Met(AdvertiserId advertiser) {
            this.advertiser = advertiser;
        }
    }
}
