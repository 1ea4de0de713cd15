package io.houdao.placement.decision.candidates;

import io.houdao.contracts.campaign.LiveCreative;
import io.houdao.placement.ALineItem;
import io.houdao.placement.control.Controls;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Collection;

/** Candidates for the tests of later stages. */
public final class Given {

    /** The response that is assumed of everybody. */
    public static final Response USUAL = new Response(.01, .0005, .05, .001, .0001, .02);

    public static final HarmCosts COSTS = new HarmCosts(50_000, 500_000, 5_000_000);

    private Given() {}

    public static Omitted nobody() {
        return new Omitted();
    }

    /** Responses as they are assumed until the controls say otherwise. */
    static Responses responses(Controls controls) {
        var settings =
                new SmallRyeConfigBuilder().withMapping(ResponseSettings.class).build();
        return new Responses(controls, settings.getConfigMapping(ResponseSettings.class));
    }

    /** What could run while these are live. */
    public static Candidates candidates(Controls controls, Collection<ALineItem> live) {
        var responses = responses(controls);
        var lineItems = new LineItems(responses, Runnable::run);
        live.forEach(lineItem -> lineItems.put(lineItem.live()));
        lineItems.publish();
        return new Candidates(lineItems, responses);
    }

    /** These line items, on the air. */
    public static LineItems live(ALineItem... lineItems) {
        var live = new LineItems(responses(new Controls()), Runnable::run);
        for (var lineItem : lineItems) {
            live.put(lineItem.live());
        }
        live.publish();
        return live;
    }

    public static Candidate aCandidate(ALineItem lineItem) {
        return aCandidate(lineItem, USUAL);
    }

    public static Candidate aCandidate(ALineItem lineItem, Response response) {
        return candidate(LineItem.of(lineItem.live()), 0, response);
    }

    public static Candidate candidate(LineItem lineItem, int number, Response response) {
        var creative = lineItem.creatives().get(number);
        LiveCreative.Variant variant = creative.live().variants().get(0);
        return new Candidate(
                lineItem,
                creative.live(),
                creative.fingerprint(),
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
