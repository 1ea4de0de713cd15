package io.houdao.placement.decision.candidates;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What is assumed of responses until they were measured, and what each costs a person. */
@ConfigMapping(prefix = "houdao.response")
interface ResponseSettings {

    Prior prior();

    Costs costs();

    /** Actions for each click, for line items that pay for actions. */
    @WithDefault("0.05")
    double actionsPerClick();

    /** β: what an ad that is useful to the person is worth, in micros. */
    @WithDefault("20000")
    double usefulMicros();

    /** Over how many showings the price of a flight is spread, where no goal says it. */
    @WithDefault("100000")
    long showingsPerFlight();

    /** Probabilities per showing of a creative that nobody has seen yet. */
    interface Prior {

        @WithDefault("0.01")
        double click();

        @WithDefault("0.05")
        double close();

        @WithDefault("0.001")
        double hide();

        @WithDefault("0.0001")
        double complaint();

        @WithDefault("0.02")
        double useful();
    }

    /** In micros for each event. */
    interface Costs {

        @WithDefault("50000")
        long closeMicros();

        @WithDefault("500000")
        long hideMicros();

        @WithDefault("5000000")
        long complaintMicros();
    }
}
