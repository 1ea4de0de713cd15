package io.houdao.feedback.restraint;

import io.smallrye.config.ConfigMapping;
import java.time.Duration;

/** How restraint acts, unless an operator has decided otherwise for a scene. */
@ConfigMapping(prefix = "houdao.restraint")
interface RestraintSettings {

    /** How often restraint looks at what was counted and acts on it. */
    Duration window();

    /** ε, the share of showings that may meet with negative feedback. */
    double acceptedShare();

    /** ν_max. */
    long maxPriceMicros();

    /** η, per negative showing more than accepted. */
    long stepMicros();

    long maxStepMicros();

    int holdWindows();

    double deadBand();

    double materialChange();

    int memoryWindows();

    int idleWindows();

    double idleFall();

    SuspensionSettings suspension();

    CapSettings cap();

    /** What may be given up in one scene on one day. */
    long dailyAllowanceMicros();

    default PricePolicy pricePolicy() {
        return new PricePolicy(
                stepMicros(),
                maxStepMicros(),
                holdWindows(),
                deadBand(),
                materialChange(),
                memoryWindows(),
                idleWindows(),
                idleFall());
    }

    /** When a creative is taken out of a slot in a scene. */
    interface SuspensionSettings {

        int minShowings();

        double factor();

        Duration length();

        Duration horizon();

        default SuspensionPolicy policy() {
            return new SuspensionPolicy(minShowings(), factor(), length(), horizon());
        }
    }

    /** How often one person may see a creative in a slot in a scene where it annoys. */
    interface CapSettings {

        int minShowings();

        double factor();

        double certainty();

        int firstLimit();

        Duration hold();

        Duration calm();

        Duration longestCalm();

        Duration remembered();

        default CapPolicy policy() {
            return new CapPolicy(
                    minShowings(), factor(), certainty(), firstLimit(), hold(), calm(), longestCalm(), remembered());
        }
    }
}
