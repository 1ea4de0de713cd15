package io.houdao.campaign.lineitem;

import static io.houdao.campaign.lineitem.Status.DRAFT;
import static io.houdao.campaign.lineitem.Status.ENDED;
import static io.houdao.campaign.lineitem.Status.IN_REVIEW;
import static io.houdao.campaign.lineitem.Status.LIVE;
import static io.houdao.campaign.lineitem.Status.PAUSED;
import static io.houdao.campaign.lineitem.Status.STOPPED;

import io.houdao.kit.problem.Problems;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.annotations.Mutability;
import org.hibernate.type.SqlTypes;
import org.hibernate.type.descriptor.java.Immutability;
import org.jspecify.annotations.Nullable;

/**
 * The unit bought and paced. A verdict is about one {@link #revision}; the database refuses to keep a line item live or
 * paused at a revision that no review passed.
 */
@Entity
public class LineItem {

    @Id
    private UUID id;

    private UUID campaignId;
    private int position;

    /* Immutable, so that Hibernate need not copy the document to see whether it changed. */
    @JdbcTypeCode(SqlTypes.JSON)
    @Mutability(Immutability.class)
    private LineItemTerms terms;

    private Instant endsAt;

    /* The database reads these out of the terms, for lists. */
    @Column(insertable = false, updatable = false)
    private String name;

    @Column(insertable = false, updatable = false)
    private String delivery;

    @Column(insertable = false, updatable = false)
    private long budgetMicros;

    @Enumerated(EnumType.STRING)
    private Status status;

    private long revision;
    private @Nullable UUID reviewId;
    private boolean heldByOperator;
    private @Nullable UUID replaces;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected LineItem() {}

    @SuppressWarnings("NullAway.Init")
    LineItem(UUID id, UUID campaignId, int position, LineItemTerms terms) {
        this.id = id;
        this.campaignId = campaignId;
        this.position = position;
        this.terms = terms;
        this.endsAt = terms.endsAt();
        this.status = DRAFT;
        this.revision = 1;
    }

    /** A draft of the same, to take its place once it passes. */
    LineItem successor(UUID successorId, int at) {
        var successor = new LineItem(successorId, campaignId, at, terms);
        successor.replaces = id;
        return successor;
    }

    /** What a change led to. */
    enum Changed {
        /** Nothing is different. */
        NOT_AT_ALL,
        /** Nothing that a person could notice: what was approved stays approved. */
        IN_PRICE,
        /** It was not approved as it is now, and is a draft. */
        IN_CONTENT
    }

    /** Replaces the terms. */
    Changed change(LineItemTerms to) {
        requireNotOver();
        if (terms.equals(to)) {
            return Changed.NOT_AT_ALL;
        }
        var before = terms;
        terms = to;
        endsAt = to.endsAt();
        if (before.isSameForPeople(to)) {
            return Changed.IN_PRICE;
        }
        changeContent();
        return Changed.IN_CONTENT;
    }

    /** Something that people see, or who sees it, was changed: no verdict is about that. */
    void changeContent() {
        requireNotOver();
        revision++;
        status = DRAFT;
        reviewId = null;
        heldByOperator = false;
    }

    /** Joins a submission. */
    public void submit(UUID review) {
        require(status == DRAFT || status == IN_REVIEW, "submitted");
        status = IN_REVIEW;
        reviewId = review;
    }

    /** Its submission passed. */
    public void pass() {
        require(status == IN_REVIEW, "passed");
        status = LIVE;
    }

    /** Its submission failed: it can be changed and submitted again. */
    public void fail() {
        require(status == IN_REVIEW, "failed");
        status = DRAFT;
        reviewId = null;
    }

    /** Its approval holds no longer, or its launch was stopped: a draft again, as it was. */
    public void withdraw() {
        requireNotOver();
        status = DRAFT;
        reviewId = null;
        heldByOperator = false;
    }

    /** Off the air for now. What an operator paused, only an operator resumes. */
    void pause(boolean byOperator) {
        require(status == LIVE || (status == PAUSED && byOperator && !heldByOperator), "paused");
        status = PAUSED;
        heldByOperator = byOperator;
    }

    void resume(boolean byOperator) {
        require(status == PAUSED, "resumed");
        if (heldByOperator && !byOperator) {
            throw Problems.conflict("An operator paused this line item; only an operator can resume it.");
        }
        status = LIVE;
        heldByOperator = false;
    }

    void stop() {
        require(!status.isFinal(), "stopped");
        status = STOPPED;
    }

    /** Its flight is over. */
    void end() {
        require(status == LIVE || status == PAUSED, "ended");
        status = ENDED;
    }

    private void requireNotOver() {
        require(!status.isFinal(), "changed");
    }

    private void require(boolean possible, String done) {
        if (!possible) {
            throw Problems.conflict("Line item " + id + " is " + status + " and cannot be " + done + ".");
        }
    }

    public UUID id() {
        return id;
    }

    public UUID campaignId() {
        return campaignId;
    }

    /** Its place among the line items of its campaign, from 0; kept for good. */
    public int position() {
        return position;
    }

    public LineItemTerms terms() {
        return terms;
    }

    Instant endsAt() {
        return endsAt;
    }

    public Status status() {
        return status;
    }

    /** Rises whenever what people see, or who sees it, changes. */
    public long revision() {
        return revision;
    }

    /** The submission it was last part of; absent for a draft. */
    public @Nullable UUID reviewId() {
        return reviewId;
    }

    /** What it takes the place of once it passes; absent where it takes nobody's. */
    public @Nullable UUID replaces() {
        return replaces;
    }

    public long version() {
        return version;
    }
}
