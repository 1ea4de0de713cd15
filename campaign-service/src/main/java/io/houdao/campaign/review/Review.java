package io.houdao.campaign.review;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.houdao.campaign.Campaign;
import io.houdao.kit.problem.Problems;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A submission that passed the bottom line, and the verdict on its values. Decided once. */
@Entity
class Review {

    /** Where a submission is on its way. */
    @Schema(name = "ReviewStatus")
    enum Status {
        @JsonProperty("open")
        OPEN,
        @JsonProperty("passed")
        PASSED,
        @JsonProperty("failed")
        FAILED,
        /** A later submission of the same campaign took its place. */
        @JsonProperty("withdrawn")
        WITHDRAWN;

        /** Reads the query parameter {@code status}; anything but one of these is a 400. */
        static Status of(String text) {
            return Arrays.stream(values())
                    .filter(status -> status.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> Problems.invalid(List.of(
                            new Problems.Violation("status", "query", "must be one of " + Arrays.toString(values())))));
        }

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
    private Instant dueAt;
    private int passesNeeded;
    private @Nullable Instant validUntil;
    private @Nullable String claimedBy;
    private @Nullable Instant claimedUntil;
    private @Nullable UUID appealOf;
    private @Nullable String grounds;

    @JdbcTypeCode(SqlTypes.ARRAY)
    private List<String> barred;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected Review() {}

    Review(Campaign campaign, List<String> authors, String submittedBy, Terms terms, Instant now) {
        this.id = UUID.randomUUID();
        this.campaignId = campaign.id();
        this.advertiserId = campaign.advertiserId();
        this.authors = List.copyOf(authors);
        this.submittedBy = submittedBy;
        this.submittedAt = now;
        this.status = Status.OPEN;
        this.dueAt = now.plus(terms.due());
        this.passesNeeded = terms.passesNeeded();
        this.appealOf = terms.appeal() == null ? null : terms.appeal().reviewId();
        this.grounds = terms.appeal() == null ? null : terms.appeal().grounds();
        this.barred =
                terms.appeal() == null ? List.of() : List.copyOf(terms.appeal().judges());
    }

    /**
     * Under which rules a submission is judged.
     *
     * @param due how long it may wait for a verdict
     * @param passesNeeded how many people must pass it
     * @param appeal absent unless it is one
     */
    record Terms(Duration due, int passesNeeded, @Nullable Appeal appeal) {}

    /** Against which failed review, why, and who judged that one. */
    record Appeal(UUID reviewId, String grounds, List<String> judges) {}

    void withdraw() {
        status = Status.WITHDRAWN;
    }

    /**
     * Passes if {@code who} may judge this now.
     *
     * @throws io.quarkiverse.resteasy.problem.HttpProblem 409 if it was decided or withdrawn before, or somebody else
     *     claims it; 403 for whoever wrote any of it, or judged what it appeals against
     */
    void requireJudge(String who, Instant now) {
        if (status != Status.OPEN) {
            throw Problems.conflict("The review is " + status + "; a verdict is given once.");
        }
        if (authors.contains(who)) {
            throw Problems.forbidden("You wrote some of this; somebody else must judge it.");
        }
        if (barred.contains(who)) {
            throw Problems.forbidden("This appeals against your verdict; somebody else must judge it.");
        }
        if (claimedUntil != null && now.isBefore(claimedUntil) && !who.equals(claimedBy)) {
            throw Problems.conflict(claimedBy + " claims this review until " + claimedUntil + ".");
        }
    }

    /** Keeps it for one reviewer for a while. */
    void claim(String by, Instant until) {
        claimedBy = by;
        claimedUntil = until;
    }

    /** Free for anybody again. */
    void release() {
        claimedBy = null;
        claimedUntil = null;
    }

    /** Keeps the verdict that decides, with its reasons; a pass holds until {@code validUntil}. */
    void decide(Verdict verdict, String by, Instant now, Instant validUntil) {
        release();
        status = verdict.isPass() ? Status.PASSED : Status.FAILED;
        this.validUntil = verdict.isPass() ? validUntil : null;
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

    /** When a verdict is due. */
    Instant dueAt() {
        return dueAt;
    }

    /** How many people must pass it. */
    int passesNeeded() {
        return passesNeeded;
    }

    /** Nothing of it runs from then on; absent unless it passed. */
    @Nullable
    Instant validUntil() {
        return validUntil;
    }

    /** Who is at it; absent where nobody is. */
    @Nullable
    String claimedBy() {
        return claimedBy;
    }

    @Nullable
    Instant claimedUntil() {
        return claimedUntil;
    }

    /** The failed review that it appeals against. */
    @Nullable
    UUID appealOf() {
        return appealOf;
    }

    @Nullable
    String grounds() {
        return grounds;
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
