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

    @Column
    private @Nullable Instant expiresAt;

    /** For Hibernate. */
    protected Permission() {}

    /** Is taken back by {@code signal}; returns what to add to the history. */
    PermissionChange close(String signal, Instant now) {
        decision = Decision.REVOKED;
        textVersion = signal;
        decidedBy = DecidedBy.SIGNAL;
        decidedAt = now;
        expiresAt = null;
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
                decidedAt,
                expiresAt);
    }
}
