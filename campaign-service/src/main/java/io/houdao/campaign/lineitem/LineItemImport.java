package io.houdao.campaign.lineitem;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.houdao.kit.ndjson.NdjsonImport;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** How far an import of line items is. */
@Entity
class LineItemImport {

    /** One that stands still for longer was cut off by a crash. */
    private static final Duration SILENCE = Duration.ofMinutes(5);

    /** Where an import is. */
    @Schema(name = "ImportState")
    enum State {
        @JsonProperty("running")
        RUNNING,
        /** All lines were read. */
        @JsonProperty("done")
        DONE,
        /** Not all were; what was accepted is kept. Send the file again: nothing is added twice. */
        @JsonProperty("interrupted")
        INTERRUPTED
    }

    @Id
    private UUID id;

    private UUID campaignId;
    private String startedBy;
    private Instant startedAt;
    private Instant updatedAt;

    @Enumerated(EnumType.STRING)
    private State state;

    @JdbcTypeCode(SqlTypes.JSON)
    private NdjsonImport.Report report;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init")
    protected LineItemImport() {}

    LineItemImport(UUID id, UUID campaignId, String startedBy, Instant now) {
        this.id = id;
        this.campaignId = campaignId;
        this.startedBy = startedBy;
        this.startedAt = now;
        this.updatedAt = now;
        this.state = State.RUNNING;
        this.report = new NdjsonImport.Report(0, 0, List.of());
    }

    /** Notes what became of the lines that were read by {@code now}. */
    void advance(NdjsonImport.Report to, Instant now) {
        report = to;
        updatedAt = now;
    }

    /** Comes no further: it is done, or was interrupted. */
    void end(State how, Instant now) {
        state = how;
        updatedAt = now;
    }

    UUID id() {
        return id;
    }

    UUID campaignId() {
        return campaignId;
    }

    String startedBy() {
        return startedBy;
    }

    Instant startedAt() {
        return startedAt;
    }

    /** When it got further last. */
    Instant updatedAt() {
        return updatedAt;
    }

    State stateAt(Instant now) {
        return state == State.RUNNING && updatedAt.plus(SILENCE).isBefore(now) ? State.INTERRUPTED : state;
    }

    NdjsonImport.Report report() {
        return report;
    }
}
