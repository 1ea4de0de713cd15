package io.houdao.placement.decision.candidates;

import io.houdao.contracts.campaign.LineItemId;
import io.houdao.placement.ALineItem;
import io.houdao.placement.campaign.CampaignClient;
import io.houdao.placement.control.Controls;
import io.houdao.placement.exposure.Fingerprint;
import io.houdao.placement.exposure.LongCaps;
import io.houdao.placement.topic.TopicListener;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.net.URI;
import java.util.Collection;
import java.util.Map;

/** Candidates for the tests of later stages. */
public final class Given {

    /** The response that is assumed of everybody. */
    public static final Response USUAL = new Response(.01, .0005, .05, .001, .0001, .02);

    public static final HarmCosts COSTS = new HarmCosts(50_000, 500_000, 5_000_000);

    private Given() {}

    public static Omitted nobody() {
        return new Omitted();
    }

    /** All of them, as far as they are named. */
    public static Omitted omitted(Collection<LineItem> lineItems) {
        var omitted = new Omitted();
        lineItems.forEach(omitted::add);
        return omitted;
    }

    /** Responses as they are assumed until the controls say otherwise. */
    static Responses responses(Controls controls) {
        var settings =
                new SmallRyeConfigBuilder().withMapping(ResponseSettings.class).build();
        return new Responses(controls, settings.getConfigMapping(ResponseSettings.class));
    }

    /** What could run while these are live. */
    public static Candidates candidates(Controls controls, Collection<ALineItem> live) {
        return candidates(controls, live, new LongCaps(), Map.of());
    }

    /** The same, with caps of theirs that make exposures last. */
    public static Candidates candidates(Controls controls, Collection<ALineItem> live, LongCaps longCaps) {
        return candidates(controls, live, longCaps, Map.of());
    }

    /** The same, where pacing takes off so much of the value of some. */
    public static Candidates candidates(
            Controls controls, Collection<ALineItem> live, Map<LineItemId, Double> discounts) {
        return candidates(controls, live, new LongCaps(), discounts);
    }

    private static Candidates candidates(
            Controls controls, Collection<ALineItem> live, LongCaps longCaps, Map<LineItemId, Double> discounts) {
        var responses = responses(controls);
        var lineItems = new LineItems(responses, longCaps, Runnable::run);
        live.forEach(lineItem -> lineItems.put(LineItem.of(lineItem.live())));
        lineItems.publish();
        lineItems.pace(discounts);
        return new Candidates(lineItems, responses);
    }

    /** These line items, on the air. */
    public static LineItems live(ALineItem... lineItems) {
        var live = new LineItems(responses(new Controls()), new LongCaps(), Runnable::run);
        for (var lineItem : lineItems) {
            live.put(LineItem.of(lineItem.live()));
        }
        live.publish();
        return live;
    }

    /** What is confirmed by the campaign-service at {@code url}, and put among {@code lineItems} then. */
    static Confirmations confirmations(String url, LineItems lineItems, MeterRegistry meters) {
        return new Confirmations(new CampaignClient(URI.create(url), "ey"), lineItems, meters);
    }

    /** A replica's own reader of line items, which asks the campaign-service at {@code url} until the test ends. */
    public static TopicListener reading(String url, LineItems lineItems, MeterRegistry meters) {
        var confirmations = confirmations(url, lineItems, meters);
        confirmations.start(new StartupEvent());
        return new LineItemsListener(confirmations);
    }

    /** Everything that was there at start was confirmed, or something was not asked about yet. */
    public static Confirmations confirmations(boolean isStartSettled) {
        var confirmations = confirmations("http://localhost:1", live(), new SimpleMeterRegistry());
        if (isStartSettled) {
            confirmations.batchRead();
        }
        return confirmations;
    }

    public static Candidate aCandidate(ALineItem lineItem) {
        return aCandidate(lineItem, USUAL);
    }

    public static Candidate aCandidate(ALineItem lineItem, Response response) {
        return candidate(LineItem.of(lineItem.live()), 0, response);
    }

    public static Candidate candidate(LineItem lineItem, int number, Response response) {
        var creative = lineItem.live().creatives().get(number);
        var variant = creative.variants().get(0);
        return new Candidate(
                lineItem,
                creative,
                Fingerprint.of(creative.creativeId().value()),
                variant,
                response,
                value(lineItem, response),
                COSTS.harmMicros(response));
    }

    private static double value(LineItem lineItem, Response response) {
        var bid = lineItem.live().bid();
        return switch (bid.model()) {
            case CPM -> bid.amountMicros() / 1_000.0;
            case CPC -> bid.amountMicros() * response.click();
            case CPA -> bid.amountMicros() * response.action();
            case FIXED_TIME -> bid.amountMicros() / 100_000.0;
        };
    }
}
