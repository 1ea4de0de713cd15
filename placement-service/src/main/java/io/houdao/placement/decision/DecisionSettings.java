package io.houdao.placement.decision;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How decisions are made and kept. */
@ConfigMapping(prefix = "houdao.decisions")
interface DecisionSettings {

    /** Within what time a request is answered: what was not looked at by then gets no ad, or does not compete. */
    @WithDefault("PT0.05S")
    Duration deadline();

    /** ε: the share of decisions in which chance chooses among what is worth showing, or nothing. */
    @WithDefault("0.02")
    double exploration();

    /** K: among how many of the best. */
    @WithDefault("8")
    int explorationWidth();

    /** For how many decisions the explanation is kept: in memory that is taken at start, 4.5 kB each. */
    @WithDefault("20000")
    int explanationsKept();

    /** Most decisions on their way to Kafka at the same time; beyond, they are lost, and the loss is counted. */
    @WithDefault("10000")
    int logInFlight();

    /** Of which share of decisions it is told what competed: learning judges models by them. */
    @WithDefault("0.1")
    double contestShare();
}
