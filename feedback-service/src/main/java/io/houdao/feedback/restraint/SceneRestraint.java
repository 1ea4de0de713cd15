package io.houdao.feedback.restraint;

import io.houdao.contracts.Scene;
import io.houdao.contracts.feedback.ExperienceControl.ScenePrice;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A scene's price of harm and what it accepts. */
@Entity
@Table(name = "scene_restraint")
class SceneRestraint {

    @Id
    private String scene;

    private long priceMicros;
    private double acceptedShare;
    private long maxPriceMicros;
    /** When any of the three above last changed. */
    private Instant since;

    private long carriedServed;
    private long carriedNegatives;
    private int carriedWindows;
    private int windowsSinceRise;
    private int idleWindows;

    private @Nullable Instant lastClosedAt;
    private long lastServed;
    private long lastNegatives;

    @Version
    private int version;

    @SuppressWarnings("NullAway.Init") // for Hibernate
    protected SceneRestraint() {}

    SceneRestraint(Scene scene, double acceptedShare, long maxPriceMicros, Instant now) {
        this.scene = scene.toString();
        this.acceptedShare = acceptedShare;
        this.maxPriceMicros = maxPriceMicros;
        this.since = now;
        remember(ScenePriceState.CALM);
    }

    /** Takes a window's counts in, and says whether the price moved. */
    boolean close(long served, long negatives, PricePolicy policy, Instant now) {
        var before = priceMicros;
        remember(state().after(served, negatives, acceptedShare, maxPriceMicros, policy));
        lastClosedAt = now;
        lastServed = served;
        lastNegatives = negatives;
        if (priceMicros != before) {
            since = now;
        }
        return priceMicros != before;
    }

    /** Sets what the scene accepts; a price over the new maximum comes down at once. */
    void accept(double share, long maxMicros, Instant now) {
        acceptedShare = share;
        maxPriceMicros = maxMicros;
        remember(state().atMost(maxMicros));
        since = now;
    }

    /** Goes back to {@code terms}. What was counted until now, {@code pending} counts included, moves the price no more. */
    void restore(Terms terms, long pendingServed, long pendingNegatives, Instant now) {
        acceptedShare = terms.acceptedShare();
        maxPriceMicros = terms.maxPriceMicros();
        remember(state().setTo(terms.priceMicros(), pendingServed, pendingNegatives));
        since = now;
    }

    private ScenePriceState state() {
        return new ScenePriceState(
                priceMicros, carriedServed, carriedNegatives, carriedWindows, windowsSinceRise, idleWindows);
    }

    private void remember(ScenePriceState state) {
        priceMicros = state.micros();
        carriedServed = state.carriedServed();
        carriedNegatives = state.carriedNegatives();
        carriedWindows = state.carriedWindows();
        windowsSinceRise = state.windowsSinceRise();
        idleWindows = state.idleWindows();
    }

    /** What placement-service is told. */
    ScenePrice control(String reason) {
        return new ScenePrice(scene(), priceMicros, acceptedShare, reason, since);
    }

    Terms terms() {
        return new Terms(priceMicros, acceptedShare, maxPriceMicros);
    }

    /** What the price would be judged by if a window of {@code served} and {@code negatives} closed now. */
    SceneEvidence evidence(long served, long negatives) {
        return new SceneEvidence(carriedServed + served, carriedNegatives + negatives, acceptedShare);
    }

    Scene scene() {
        return Scene.of(scene);
    }

    double acceptedShare() {
        return acceptedShare;
    }

    Instant since() {
        return since;
    }

    Window lastWindow() {
        return new Window(lastClosedAt, lastServed, lastNegatives);
    }

    /** What holds in a scene. */
    @RegisterForReflection
    record Terms(long priceMicros, double acceptedShare, long maxPriceMicros) {}

    /** The last window: when it closed, absent before the first, and what it counted. */
    record Window(@Nullable Instant closedAt, long served, long negatives) {}
}
