package io.houdao.profile.consent;

import io.houdao.contracts.DeviceKind;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person says to one cell now. */
@Entity
class Permission {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private @Nullable Long id;

    @Column
    private UUID personId;

    @Column
    private String source;

    @Column
    private String dataKind;

    @Column
    private String surface;

    @Column
    @Enumerated(EnumType.STRING)
    private Purpose purpose;

    @Column
    @Enumerated(EnumType.STRING)
    private Decision decision;

    @Column
    private String textVersion;

    @Column
    @Enumerated(EnumType.STRING)
    private DecidedBy decidedBy;

    @Column
    private Instant decidedAt;

    /** For Hibernate. */
    protected Permission() {}

    Permission(UUID personId, PermissionBody cell) {
        this.personId = personId;
        this.source = cell.source().name();
        this.dataKind = cell.dataKind();
        this.surface = cell.surface().name();
        this.purpose = cell.purpose();
    }

    /** Takes the person's decision; returns what to add to the history, or empty where it is what they said before. */
    Optional<PermissionChange> decide(PermissionBody body, Instant now) {
        if (body.decision() == decision && body.textVersion().equals(textVersion) && decidedBy == DecidedBy.PERSON) {
            return Optional.empty();
        }
        decision = body.decision();
        textVersion = body.textVersion();
        decidedBy = DecidedBy.PERSON;
        decidedAt = now;
        return Optional.of(new PermissionChange(personId, view()));
    }

    /** Is taken back by {@code signal}; returns what to add to the history. */
    PermissionChange close(String signal, Instant now) {
        decision = Decision.REVOKED;
        textVersion = signal;
        decidedBy = DecidedBy.SIGNAL;
        decidedAt = now;
        return new PermissionChange(personId, view());
    }

    String position() {
        return String.valueOf(id);
    }

    PermissionView view() {
        return new PermissionView(
                new DeviceKind(source),
                dataKind,
                new DeviceKind(surface),
                purpose,
                decision,
                textVersion,
                decidedBy,
                decidedAt);
    }
}
