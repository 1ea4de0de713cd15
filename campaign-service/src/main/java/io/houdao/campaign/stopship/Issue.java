package io.houdao.campaign.stopship;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.houdao.kit.problem.Problems;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.Locale;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** One thing that must be put right. The advertiser says how it was; a reviewer, never the same person, closes it. */
@Entity
@Table(name = "stop_ship_issue")
class Issue {

    /** Where an issue is on its way. */
    @Schema(name = "IssueStatus")
    enum Status {
        @JsonProperty("open")
        OPEN,
        @JsonProperty("fixed")
        FIXED,
        @JsonProperty("closed")
        CLOSED;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Id
    private UUID id;

    private UUID stopShipId;
    private int position;
    private String title;
    private @Nullable String detail;
    private @Nullable UUID lineItemId;

    @Enumerated(EnumType.STRING)
    private Status status;

    private @Nullable String fix;
    private @Nullable String fixedBy;
    private @Nullable String closedBy;

    @SuppressWarnings("NullAway.Init")
    protected Issue() {}

    Issue(UUID stopShipId, int position, IssueBody body) {
        this.id = UUID.randomUUID();
        this.stopShipId = stopShipId;
        this.position = position;
        this.title = body.title();
        this.detail = body.detail();
        this.lineItemId = body.lineItemId();
        this.status = Status.OPEN;
    }

    void fix(String how, String by) {
        require(status != Status.CLOSED, "fixed");
        fix = how;
        fixedBy = by;
        status = Status.FIXED;
    }

    void close(String by) {
        require(status == Status.FIXED, "closed; the advertiser must say first how it was fixed");
        if (by.equals(fixedBy)) {
            throw Problems.forbidden("You fixed it; somebody else must see whether it is.");
        }
        closedBy = by;
        status = Status.CLOSED;
    }

    void reopen() {
        require(status != Status.OPEN, "reopened");
        closedBy = null;
        status = Status.OPEN;
    }

    private void require(boolean possible, String done) {
        if (!possible) {
            throw Problems.conflict("Issue " + id + " is " + status + " and cannot be " + done + ".");
        }
    }

    UUID id() {
        return id;
    }

    UUID stopShipId() {
        return stopShipId;
    }

    /** Its number on the list, from 0. */
    int position() {
        return position;
    }

    String title() {
        return title;
    }

    @Nullable
    String detail() {
        return detail;
    }

    /** What it is about; absent where that is the whole campaign. */
    @Nullable
    UUID lineItemId() {
        return lineItemId;
    }

    Status status() {
        return status;
    }

    /** How it was put right, as the advertiser says. */
    @Nullable
    String fix() {
        return fix;
    }

    @Nullable
    String fixedBy() {
        return fixedBy;
    }

    @Nullable
    String closedBy() {
        return closedBy;
    }
}
