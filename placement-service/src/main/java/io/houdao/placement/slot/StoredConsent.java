package io.houdao.placement.slot;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** A row of {@code slot_consent}: one consent or withdrawal, never changed. */
@Entity
@Table(name = "slot_consent")
class StoredConsent {

    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    private Long id;

    @Column(name = "slot_id")
    private String slotId;

    @Column
    private boolean granted;

    @Column
    private String team;

    @Column(name = "given_by")
    private String givenBy;

    @Column(name = "given_at")
    private Instant givenAt;

    protected StoredConsent() {}

    StoredConsent(String slotId, boolean granted, String team, String givenBy, Instant givenAt) {
        this.slotId = slotId;
        this.granted = granted;
        this.team = team;
        this.givenBy = givenBy;
        this.givenAt = givenAt;
    }
}
