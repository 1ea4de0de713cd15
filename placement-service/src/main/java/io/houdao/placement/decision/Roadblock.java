package io.houdao.placement.decision;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.houdao.contracts.campaign.CampaignId;
import io.houdao.placement.decision.Auction.Part;
import io.houdao.placement.decision.Auction.Result;
import io.houdao.placement.decision.Decision.Course;
import io.houdao.placement.decision.eligibility.Answered;
import io.houdao.placement.decision.eligibility.Eligibility;
import io.houdao.placement.decision.eligibility.RejectionReason;
import io.houdao.placement.decision.eligibility.Situation;
import io.houdao.placement.decision.ranking.Choice;
import io.houdao.placement.decision.ranking.Scored;
import io.houdao.placement.decision.ranking.Together;
import io.houdao.placement.exposure.Exposure;
import io.houdao.placement.exposure.Memory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Several openings of one answer that one campaign fills together, or nobody. Every ad passes every gate, those before it in
 * the roadblock counted; and all are paid for, or none is shown.
 *
 * <p>Who competes is looked at to the end in each opening: unlike a single ad, a campaign may win that is the best in none.
 */
final class Roadblock {

    private final Auction auction;
    private final Eligibility eligibility;
    private final List<Part> parts;
    private final Answered answered;
    private final Instant now;
    private final List<Heat> heats = new ArrayList<>();

    Roadblock(Auction auction, Eligibility eligibility, List<Part> parts, Answered answered, Instant now) {
        this.auction = auction;
        this.eligibility = eligibility;
        this.parts = parts;
        this.answered = answered;
        this.now = now;
    }

    /** How it went in each of them. */
    List<Result> run(Deadline deadline) {
        for (var part : parts) {
            var situation = situation(part, part.viewer().memory());
            var objection = eligibility.objectionToAnyAd(situation);
            if (objection != null) {
                return nobody(new Objection(heats.size(), objection));
            }
            heats.add(auction.heat(situation, part.deals(), Set.of()).runToTheEnd(deadline));
        }
        return best();
    }

    private Situation situation(Part part, Memory memory) {
        return auction.situation(part.opening(), part.viewer().with(memory), answered, now);
    }

    private List<Result> best() {
        Objection first = null;
        var offers = Together.offers(heats.stream().map(Heat::contest).toList());
        for (var offer : offers) {
            var objection = objection(offer);
            if (objection == null) {
                return shown(offer, campaigns(offers));
            }
            first = first == null ? objection : first;
        }
        return empty(first);
    }

    /** What speaks against showing all of these one after the other; null where nothing does, and they are paid for. */
    private @Nullable Objection objection(List<Choice> offer) {
        var memory = parts.get(0).viewer().memory();
        for (var place = 0; place < parts.size(); place++) {
            var part = parts.get(place);
            var situation = situation(part, memory);
            var reason = objection(shown(offer, place), situation);
            if (reason != null) {
                return new Objection(place, reason);
            }
            var showing = Objects.requireNonNull(
                    Showings.of(part.id(), now, part.opening(), situation.viewer(), offer.get(place)));
            memory = memory.with(Exposure.of(showing, part.viewer().device()));
        }
        return auction.payFor(offer, now) ? null : new Objection(0, RejectionReason.NO_BUDGET);
    }

    private @Nullable RejectionReason objection(Scored shown, Situation situation) {
        var toAny = eligibility.objectionToAnyAd(situation);
        return toAny == null ? eligibility.objection(shown.candidate(), situation) : toAny;
    }

    private static Scored shown(List<Choice> offer, int place) {
        return Objects.requireNonNull(offer.get(place).shown());
    }

    private static Set<CampaignId> campaigns(List<List<Choice>> offers) {
        return offers.stream()
                .map(offer -> shown(offer, 0).candidate().lineItem().live().campaignId())
                .collect(toUnmodifiableSet());
    }

    private List<Result> shown(List<Choice> offer, Set<CampaignId> couldFillAll) {
        var results = new ArrayList<Result>();
        for (var place = 0; place < parts.size(); place++) {
            var result = heats.get(place).result(offer.get(place));
            results.add(new Result(result.course().among(couldFillAll), result.reason()));
        }
        return results;
    }

    /* Where a place would have stayed empty by itself, that is its reason; where it would not, it is that of the others. */
    private List<Result> empty(@Nullable Objection objection) {
        var results = new ArrayList<Result>();
        for (var place = 0; place < parts.size(); place++) {
            var heat = heats.get(place);
            var choice = heat.contest().leaveEmptyWithOthers();
            if (objection != null && objection.place == place) {
                results.add(heat.result(choice, objection.reason));
            } else if (heat.isInVain()) {
                results.add(heat.result(choice));
            } else {
                results.add(heat.result(choice, RejectionReason.ROADBLOCK_INCOMPLETE));
            }
        }
        return results;
    }

    private List<Result> nobody(Objection objection) {
        var results = new ArrayList<Result>();
        for (var place = 0; place < parts.size(); place++) {
            var part = parts.get(place);
            var reason = objection.place == place ? objection.reason : RejectionReason.ROADBLOCK_INCOMPLETE;
            results.add(new Result(Course.of(part.opening(), part.viewer(), null, null), reason));
        }
        return results;
    }

    private record Objection(int place, RejectionReason reason) {}
}
