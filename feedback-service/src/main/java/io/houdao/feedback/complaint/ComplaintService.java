package io.houdao.feedback.complaint;

import io.houdao.contracts.Json;
import io.houdao.contracts.Topics;
import io.houdao.contracts.feedback.ExperienceControl.AdFree;
import io.houdao.contracts.profile.PersonId;
import io.houdao.feedback.complaint.Complaint.Answer;
import io.houdao.kit.outbox.Outbox;
import io.houdao.kit.problem.Problems;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Gives complaints an owner and an answer. What is granted holds from the moment at which it is answered. */
@ApplicationScoped
class ComplaintService {

    private static final String SET = "io.houdao.feedback.control.set";
    private static final String LIFTED = "io.houdao.feedback.control.lifted";
    private static final Duration LONGEST_AWAY = Duration.ofDays(2);

    private final Complaints complaints;
    private final ComplaintSettings settings;
    private final Outbox outbox;
    private final Clock clock;

    ComplaintService(Complaints complaints, ComplaintSettings settings, Outbox outbox, Clock clock) {
        this.complaints = complaints;
        this.settings = settings;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Makes {@code owner} the one who answers. */
    @Transactional
    Complaint give(UUID decisionId, String owner) {
        open(decisionId);
        complaints.give(decisionId, owner);
        return complaints.lock(decisionId).orElseThrow();
    }

    /** Answers, and grants what goes with it; 409 unless {@code agent} owns it and it is open. */
    @Transactional
    Complaint answer(UUID decisionId, String text, @Nullable Remedy remedy, String agent) {
        var complaint = open(decisionId);
        if (!complaint.owner().equals(agent)) {
            throw Problems.conflict("The complaint is " + complaint.owner() + "'s to answer: take it first.");
        }
        var answer = grant(complaint, text, remedy == null ? Remedy.NONE : remedy, agent);
        complaints.answer(decisionId, answer);
        if (answer.adFreeUntil() != null && complaint.personId() != null) {
            tell(complaint.personId(), answer.at());
        }
        return complaints.lock(decisionId).orElseThrow();
    }

    private Complaint open(UUID decisionId) {
        var complaint = complaints.lock(decisionId).orElseThrow(() -> Problems.notFound("complaint", decisionId));
        if (complaint.answer() != null) {
            throw Problems.conflict("The complaint was answered already, at "
                    + complaint.answer().at() + " by " + complaint.answer().by() + ".");
        }
        return complaint;
    }

    private Answer grant(Complaint complaint, String text, Remedy remedy, String agent) {
        var now = clock.instant();
        return switch (remedy.kind()) {
            case NONE -> new Answer(now, agent, text, "none", null, null, null);
            case COUPON -> {
                var micros = remedy.amount(settings.mostCouponMicros());
                yield new Answer(now, agent, text, "coupon", UUID.randomUUID(), micros, null);
            }
            case AD_FREE -> {
                var days = remedy.amount(settings.mostAdFreeDays());
                if (complaint.personId() == null) {
                    throw Problems.conflict("Nobody is known whom ads could be kept from; grant a coupon.");
                }
                yield new Answer(now, agent, text, "ad-free", null, null, now.plus(Duration.ofDays(days)));
            }
        };
    }

    /* Whoever was granted days twice keeps the longer. */
    private void tell(UUID person, Instant now) {
        complaints.adFreeUntil(person, now).ifPresent(until -> {
            var control = new AdFree(new PersonId(person), now, until);
            outbox.append(Topics.CONTROLS, control.scope(), SET, Json.write(control));
        });
    }

    /** Lifts what is over, so that nothing about a person stays published longer than it is needed. */
    @Scheduled(every = "1h", delayed = "2m")
    @Transactional
    void liftWhatIsOver() {
        var now = clock.instant();
        complaints
                .noLongerAdFree(now.minus(LONGEST_AWAY), now)
                .forEach(person -> outbox.append(Topics.CONTROLS, AdFree.scopeOf(new PersonId(person)), LIFTED, null));
    }
}
