package io.houdao.placement.decision.candidates;

import io.houdao.contracts.Region;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.placement.decision.scene.Opening;
import io.houdao.placement.decision.viewer.Tags;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds what could run in a slot. */
@Singleton
public class Candidates {

    private final LineItems lineItems;
    private final Responses responses;

    Candidates(LineItems lineItems, Responses responses) {
        this.lineItems = lineItems;
        this.responses = responses;
    }

    /**
     * Looks for what could fill an opening.
     *
     * @param deals the only line items that may fill it; empty means any that is not for deals only
     * @param tags that may be used of the viewer
     * @param region from which is asked; null where that is not known
     * @param asPaced whether line items are looked for as pacing leaves them, or all that could be worth enough without it
     */
    public Found forOpening(
            Opening opening, Set<LineItemId> deals, Tags tags, @Nullable Region region, Instant now, boolean asPaced) {
        var slot = opening.slot();
        var query = new Query(
                slot.touchpointId(),
                opening.touchpoint().deviceKind(),
                opening.language(),
                slot.slotClass(),
                opening.scene(),
                region,
                WeekHours.at(now),
                deals,
                tags);
        return new Found(opening, lineItems.index().search(query, asPaced));
    }

    /** β: what an ad that is useful to the person is worth, in micros. */
    public double usefulMicros() {
        return responses.usefulMicros();
    }

    private Candidate candidate(LineItem lineItem, LineItem.Made made, Opening opening) {
        var response = responses.of(made.creative().creativeId(), opening.scene());
        return new Candidate(
                lineItem,
                made.creative(),
                made.fingerprint(),
                made.variant(),
                response,
                responses.valueMicros(lineItem, response),
                responses.harmMicros(response) + opening.slot().intrusivenessMicros());
    }

    /** What could run, found as far as anyone looks: line item by line item, about in the order of what they can be worth. */
    public final class Found implements AutoCloseable {

        private final Opening opening;
        private final Search search;
        private final Set<String> required;
        /** Assets that hold all that is required: as good as all have the same. */
        private Set<String> sufficient;

        private Found(Opening opening, Search search) {
            this.opening = opening;
            this.search = search;
            this.required = opening.slot().assetSchema().required();
            this.sufficient = required;
        }

        /**
         * The candidates of the next line item that has any; empty when all were found of which a showing can be worth
         * {@code leastMicros}.
         */
        public List<Candidate> next(double leastMicros) {
            var least = leastMicros + opening.slot().intrusivenessMicros();
            for (var lineItem = search.next(least); lineItem != null; lineItem = search.next(least)) {
                var made = madeFor(lineItem);
                if (!made.isEmpty()) {
                    return candidates(lineItem, made);
                }
                search.withoutVariant().add(lineItem);
            }
            return List.of();
        }

        private List<LineItem.Made> madeFor(LineItem lineItem) {
            return lineItem.madeFor(opening.slot().slotClass(), opening.fingerprint(), this::suits);
        }

        private boolean suits(Set<String> assets) {
            if (assets != sufficient && assets.containsAll(required)) {
                sufficient = assets;
            }
            return assets == sufficient;
        }

        private List<Candidate> candidates(LineItem lineItem, List<LineItem.Made> made) {
            var candidates = new ArrayList<Candidate>(made.size());
            for (var each : made) {
                candidates.add(candidate(lineItem, each, opening));
            }
            return candidates;
        }

        /** Ends the search; what was passed over so far can still be asked for. For the thread that began it. */
        @Override
        public void close() {
            search.close();
        }

        /**
         * Those passed over so far because they were not made for this class of slot in this scene, with the assets that the
         * slot needs.
         */
        public Omitted withoutVariant() {
            return search.withoutVariant();
        }

        /** Those passed over so far because this is not their hour of the week, or near it. */
        public Omitted outOfHours() {
            return search.outOfHours();
        }

        /** Those passed over so far because nothing that may be used proves that the viewer is in their audience. */
        public Omitted notPermitted() {
            return search.notPermitted();
        }
    }
}
