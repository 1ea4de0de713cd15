package io.houdao.placement.decision;

import io.houdao.placement.decision.AdResponse.Ad;
import io.houdao.placement.decision.AdResponse.Answer;
import io.houdao.placement.decision.AdResponse.Outcome;
import io.houdao.placement.decision.eligibility.RejectionReason;
import io.houdao.placement.decision.receipt.Issuer;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Puts decisions into the words of the answer, each ad with its receipt. Made at start: keys take their time. */
@Startup
@Singleton
class Answers {

    private final Issuer issuer;
    private final DecisionRecords records;

    Answers(Issuer issuer, DecisionRecords records) {
        this.issuer = issuer;
        this.records = records;
    }

    AdResponse of(String requestId, DecisionService.Decided decided) {
        var answers = new ArrayList<Answer>(decided.decisions().size());
        decided.decisions().forEach(decision -> answers.add(answer(decision)));
        return new AdResponse(requestId, answers, decided.exposureState(), decided.catalogueAge());
    }

    /* An ad that cannot be put into words costs that ad, and nothing else. */
    private Answer answer(Decision decision) {
        try {
            return answer(decision, decision.reason(), ad(decision));
        } catch (RuntimeException e) {
            records.failed(e);
            return answer(decision, RejectionReason.INTERNAL.code(), null);
        }
    }

    private static Answer answer(Decision decision, @Nullable String reason, @Nullable Ad ad) {
        return new Answer(
                decision.opportunityId(), decision.id(), decision.slotId(), Outcome.of(ad != null), reason, ad);
    }

    private @Nullable Ad ad(Decision decision) {
        var showing = decision.showing();
        if (showing == null) {
            return null;
        }
        var course = Objects.requireNonNull(decision.course());
        var candidate = Objects.requireNonNull(
                        Objects.requireNonNull(course.choice()).shown())
                .candidate();
        var lineItem = candidate.lineItem().live();
        return new Ad(
                showing.lineItemId(),
                showing.campaignId(),
                showing.creativeId(),
                candidate.variant().assets(),
                candidate.creative().landingUrl(),
                candidate.creative().benefit(),
                Ad.LABEL,
                lineItem.payer(),
                lineItem.onBehalfOf(),
                course.opening().slot().closing(),
                Objects.requireNonNull(decision.why()),
                issuer.issue(showing));
    }
}
