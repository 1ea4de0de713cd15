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
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One entry of the history: what was said, when, by whom, to which words. Never changed. */
@Entity
@Immutable
class PermissionChange {

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
    protected PermissionChange() {}

    PermissionChange(UUID personId, PermissionView now) {
        this.personId = personId;
        this.source = now.source().name();
        this.dataKind = now.dataKind();
        this.surface = now.surface().name();
        this.purpose = now.purpose();
        this.decision = now.decision();
        this.textVersion = now.textVersion();
        this.decidedBy = now.decidedBy();
        this.decidedAt = now.decidedAt();
        this.expiresAt = now.expiresAt();
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
