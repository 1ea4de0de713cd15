package io.houdao.profile.household;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** Some people who share screens. Who they are is kept with the people. */
@Entity
class Household {

    @Id
    private UUID id;

    @Column
    private Instant createdAt;

    /** For Hibernate. */
    protected Household() {}

    Household(UUID id, Instant now) {
        this.id = id;
        this.createdAt = now;
    }
}
