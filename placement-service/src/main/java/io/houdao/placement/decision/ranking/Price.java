package io.houdao.placement.decision.ranking;

import io.houdao.contracts.campaign.LiveLineItem.Delivery;
import io.houdao.placement.decision.candidates.Candidate;

/**
 * What a winner owes: its externality, the least with which it would still have won, its own harm included (Abrams &amp;
 * Schwarz 2007). Never more than it offered. An annoying ad pays more for the same slot.
 *
 * <p>Example: a CPM bid of 30.00 is worth 30,000 micros a showing; with 4,000 of harm and load it scores 26,000. Against
 * a second that scores 18,000 it owes 18,000 + 4,000 = 22,000. Were its harm 7,000, it would owe 25,000.
 */
final class Price {

    private Price() {}

    /**
     * What is owed when the billable event of {@code winner} happens: for CPM an impression, for CPC a click, for CPA an
     * action. What is paid by time owes nothing more.
     *
     * @param secondMicros the best score among the other line items; zero or less where there is none worth showing
     */
    static long chargeMicros(Scored winner, double secondMicros, double floorMicros) {
        var lineItem = winner.candidate().lineItem().live();
        if (lineItem.delivery() == Delivery.HOUSE) {
            return 0;
        }
        var least = Math.max(Math.max(secondMicros, 0) + winner.score().chargesMicros(), floorMicros);
        var price = Math.min(Math.max(least, 0), winner.score().pacedMicros());
        return perEvent(price, winner.score().pacedMicros(), winner.candidate());
    }

    /** The most that {@link #chargeMicros} can come to, whoever else competes. */
    static long mostMicros(Scored winner) {
        var offer = winner.score().pacedMicros();
        return winner.candidate().lineItem().live().delivery() == Delivery.HOUSE
                ? 0
                : perEvent(offer, offer, winner.candidate());
    }

    private static long perEvent(double price, double most, Candidate candidate) {
        var response = candidate.response();
        return switch (candidate.lineItem().live().bid().model()) {
            case CPM -> whole(price, most);
            case CPC -> whole(price / response.click(), most / response.click());
            case CPA -> whole(price / response.action(), most / response.action());
            case FIXED_TIME -> 0;
        };
    }

    /*
     * Rounded up, since one micro less would not have won; but never above the offer. Dividing by a probability can
     * lose the last digits of an offer, so a millionth of a micro is forgiven.
     */
    private static long whole(double micros, double most) {
        return Double.isNaN(micros) ? 0 : (long) Math.min(Math.ceil(micros - 1e-6), Math.floor(most + 1e-6));
    }
}
