package io.houdao.placement;

import io.houdao.contracts.feedback.ExperienceControl.ScenePrice;
import io.houdao.contracts.feedback.ExperienceControl.Suspension;
import io.houdao.kit.security.Roles;
import io.houdao.placement.control.Controls;
import io.houdao.placement.decision.candidates.LineItems;
import io.houdao.placement.decision.viewer.Projections;
import io.houdao.placement.slot.Slots;
import io.houdao.placement.topic.TopicReaders;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What this replica sees of the rest of the suite. */
@Path("/v1/view")
class ViewResource {

    private final LineItems lineItems;
    private final Projections projections;
    private final Controls controls;
    private final Slots slots;
    private final TopicReaders topics;

    ViewResource(LineItems lineItems, Projections projections, Controls controls, Slots slots, TopicReaders topics) {
        this.lineItems = lineItems;
        this.projections = projections;
        this.controls = controls;
        this.slots = slots;
        this.topics = topics;
    }

    /** Returns sizes and ages of the views, and the controls in force. */
    @GET
    @RolesAllowed(Roles.OPERATOR)
    public View view() {
        var registry = slots.current();
        var open =
                registry.slots().values().stream().filter(slot -> slot.open()).count();
        var prices = controls.prices().stream()
                .sorted(Comparator.comparing(price -> price.scene().toString()))
                .toList();
        return new View(
                lineItems.size(),
                projections.size(),
                registry.slots().size(),
                open,
                new InForce(prices, controls.suspensions(), controls.size()),
                topics.isCaughtUp(),
                topics.ages());
    }

    /**
     * What is in memory.
     *
     * @param projections how many people
     * @param ages by topic: how long ago it was last certain that everything had been read
     */
    record View(
            int lineItems,
            int projections,
            int slots,
            long openSlots,
            InForce controls,
            boolean caughtUp,
            Map<String, Duration> ages) {}

    /** The controls; of the rates only their share in {@code size}, the number of all controls. */
    record InForce(List<ScenePrice> scenePrices, List<Suspension> suspensions, int size) {}
}
