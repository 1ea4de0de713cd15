package io.houdao.campaign.review;

import com.fasterxml.jackson.annotation.JsonValue;
import io.houdao.campaign.Campaign;
import io.houdao.kit.problem.Problems;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A submission that passed the bottom line, and the verdict on its values. Decided once. */
@Entity
class Review {

    /** Where a submission is on its way. */
    enum Status {
        OPEN,
        PASSED,
        FAILED,
        /** A later submission of the same campaign took its place. */
        WITHDRAWN;

        /** Reads the query parameter {@code status}; anything but one of these is a 400. */
        static Status of(String text) {
            return Arrays.stream(values())
                    .filter(status -> status.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> Problems.invalid(List.of(
                            new Problems.Violation("status", "query", "must be one of " + Arrays.toString(values())))));
        }

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    private UUID id;

    private UUID campaignId;
    private UUID advertiserId;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> authors;

    private String submittedBy;
    private Instant submittedAt;

    @Enumerated(EnumType.STRING)
    private Status status;

    private @Nullable String reviewer;
    private @Nullable Instant decidedAt;
    private @Nullable String userBenefit;
    private @Nullable String sincerity;
    private @Nullable String sceneFit;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Review() {}

    Review(Campaign campaign, List<String> authors, String submittedBy, Instant now) {
        this.id = UUID.randomUUID();
        this.campaignId = campaign.id();
        this.advertiserId = campaign.advertiserId();
        this.authors = List.copyOf(authors);
        this.submittedBy = submittedBy;
        this.submittedAt = now;
        this.status = Status.OPEN;
    }

    void withdraw() {
        status = Status.WITHDRAWN;
    }

    /**
     * Keeps the verdict with its reasons.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 if it was decided or withdrawn before; 403 if the reviewer
     *     wrote any of what is judged
     */
    void decide(Verdict verdict, String by, Instant now) {
        if (status != Status.OPEN) {
            throw Problems.conflict("The review is " + status + "; a verdict is given once.");
        }
        if (authors.contains(by)) {
            throw Problems.forbidden("You wrote some of this; somebody else must judge it.");
        }
        status = verdict.isPass() ? Status.PASSED : Status.FAILED;
        reviewer = by;
        decidedAt = now;
        userBenefit = verdict.userBenefit();
        sincerity = verdict.sincerity();
        sceneFit = verdict.sceneFit();
    }

    UUID id() {
        return id;
    }

    UUID campaignId() {
        return campaignId;
    }

    UUID advertiserId() {
        return advertiserId;
    }

    /** Everyone who wrote any of what is judged. */
    List<String> authors() {
        return authors;
    }

    String submittedBy() {
        return submittedBy;
    }

    Instant submittedAt() {
        return submittedAt;
    }

    Status status() {
        return status;
    }

    /** Absent until it is decided, as are the reasons. */
    @Nullable
    String reviewer() {
        return reviewer;
    }

    @Nullable
    Instant decidedAt() {
        return decidedAt;
    }

    @Nullable
    String userBenefit() {
        return userBenefit;
    }

    @Nullable
    String sincerity() {
        return sincerity;
    }

    @Nullable
    String sceneFit() {
        return sceneFit;
    }
}
