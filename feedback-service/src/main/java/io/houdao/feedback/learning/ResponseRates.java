package io.houdao.feedback.learning;

import io.houdao.contracts.Json;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.feedback.experience.Cell;
import io.houdao.feedback.experience.Counts;
import io.houdao.feedback.learning.Responses.Response;
import io.houdao.feedback.learning.Shrinkage.Rates;
import io.houdao.kit.outbox.Outbox;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Measures how people respond to a creative in a scene, and tells placement-service where it learnt something. A creative is
 * drawn towards its scene, a scene towards all scenes. Where a model is live, what that predicts is told in place of what was
 * measured. Works in the running transaction.
 */
@ApplicationScoped
public class ResponseRates {

    private final Responses responses;
    private final Models models;
    private final Outbox outbox;
    private final LearningSettings settings;
    private final Shrinkage shrinkage;

    ResponseRates(Responses responses, Models models, Outbox outbox, LearningSettings settings) {
        this.responses = responses;
        this.models = models;
        this.outbox = outbox;
        this.settings = settings;
        this.shrinkage = new Shrinkage(settings.priorStrength());
    }

    /** Learns from what came in during a window. */
    public void learn(Map<Cell, Counts> counts, Instant now) {
        responses.add(counts);
        var candidates = responses.changed(settings.minImpressions(), settings.mostPerWindow());
        if (candidates.isEmpty()) {
            return;
        }
        var scenes = responses.byScene();
        var all = scenes.values().stream().reduce(Counts.NONE, Counts::plus);
        var global = shrinkage.rates(all, Rates.START);
        var live = models.live();
        var published = new ArrayList<Response>();
        var news = new ArrayList<Outbox.Event>();
        for (var candidate : candidates) {
            var scene = shrinkage.rates(scenes.getOrDefault(candidate.scene(), Counts.NONE), global);
            var measured = shrinkage.rates(candidate.counts(), scene);
            var predicted = live == null ? null : live.predictions().of(pair(candidate));
            var rates = predicted == null ? measured : predicted.rates(measured.useful());
            if (isNews(candidate, rates)) {
                news.add(news(candidate, rates, live == null || predicted == null ? null : live.version(), now));
                published.add(candidate.published(rates));
            }
        }
        if (!news.isEmpty()) {
            outbox.appendAll(Topics.CONTROLS, "io.houdao.feedback.control.set", news);
        }
        responses.remember(candidates, published);
    }

    private boolean isNews(Response response, Rates rates) {
        var told = response.told();
        return told == null
                || rates.movedFrom(told.rates(), settings.materialChange())
                || response.counts().impressions() >= settings.materialGrowth() * told.impressions();
    }

    private static Pair pair(Response response) {
        return new Pair(new CreativeId(response.creativeId()), Scene.of(response.scene()));
    }

    private static Outbox.Event news(Response response, Rates rates, @Nullable String model, Instant now) {
        var control = rates.control(pair(response), response.counts().impressions(), model, now);
        return new Outbox.Event(control.scope(), Json.write(control));
    }
}
