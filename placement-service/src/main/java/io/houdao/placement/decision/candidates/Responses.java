package io.houdao.placement.decision.candidates;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.feedback.ExperienceControl.ResponseRates;
import io.houdao.placement.control.Controls;
import jakarta.inject.Singleton;

/** How people respond to a creative in a scene: as measured, or as assumed of all until then. */
@Singleton
class Responses {

    private final Controls controls;
    private final double actionsPerClick;
    private final long showingsPerFlight;
    private final double usefulMicros;
    private final Response prior;
    private final HarmCosts costs;

    Responses(Controls controls, ResponseSettings settings) {
        this.controls = controls;
        this.actionsPerClick = settings.actionsPerClick();
        this.showingsPerFlight = settings.showingsPerFlight();
        this.usefulMicros = settings.usefulMicros();
        var assumed = settings.prior();
        this.prior = new Response(
                assumed.click(),
                assumed.click() * actionsPerClick,
                assumed.close(),
                assumed.hide(),
                assumed.complaint(),
                assumed.useful());
        var each = settings.costs();
        this.costs = new HarmCosts(each.closeMicros(), each.hideMicros(), each.complaintMicros());
    }

    Response of(CreativeId creative, Scene scene) {
        var measured = controls.rates(creative, scene);
        return measured == null ? prior : response(measured);
    }

    private Response response(ResponseRates rates) {
        return new Response(
                rates.click(),
                rates.click() * actionsPerClick,
                rates.close(),
                rates.hide(),
                rates.complaint(),
                rates.useful());
    }

    double harmMicros(Response response) {
        return costs.harmMicros(response);
    }

    double usefulMicros() {
        return usefulMicros;
    }

    /** The most that a showing of the line item can be worth in any scene, as people respond now. */
    double ceilingMicros(LineItem lineItem) {
        var most = worthMicros(lineItem, prior);
        for (var creative : lineItem.live().creatives()) {
            for (var measured : controls.rates(creative.creativeId())) {
                most = Math.max(most, worthMicros(lineItem, response(measured)));
            }
        }
        return most + lineItem.mostLiftMicros();
    }

    /** What a showing of the line item is worth at least to the advertiser, as people respond now in any scene. */
    double leastValueMicros(LineItem lineItem) {
        var least = valueMicros(lineItem, prior);
        for (var creative : lineItem.live().creatives()) {
            for (var measured : controls.rates(creative.creativeId())) {
                least = Math.min(least, valueMicros(lineItem, response(measured)));
            }
        }
        return least;
    }

    private double worthMicros(LineItem lineItem, Response response) {
        return valueMicros(lineItem, response) + usefulMicros * response.useful() - harmMicros(response);
    }

    double valueMicros(LineItem lineItem, Response response) {
        var bid = lineItem.live().bid();
        var goal = lineItem.live().goal();
        var amount = (double) bid.amountMicros();
        return switch (bid.model()) {
            case CPM -> amount / 1_000;
            case CPC -> amount * response.click();
            case CPA -> amount * response.action();
            case FIXED_TIME -> amount / Math.max(1, goal == null ? showingsPerFlight : goal.impressions());
        };
    }
}
