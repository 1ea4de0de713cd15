package io.houdao.profile.tag;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/** How much speaks for each rule of each device: one number, which fades. Which changes it came from is not kept. */
@ApplicationScoped
class Evidences {

    private final EntityManager entities;

    Evidences(EntityManager entities) {
        this.entities = entities;
    }

    /**
     * Adds one change, its time cut to microseconds: the database rounds to them, and the same change could pass for a later
     * one.
     *
     * @return what there is now; empty where the change is not later than the last that was added, and so was heard before
     */
    Optional<Double> add(UUID device, DerivationRule rule, Instant changedAt) {
        var at = changedAt.truncatedTo(ChronoUnit.MICROS);
        var before = before(device, rule);
        if (before.filter(last -> !at.isAfter(last.changedAt())).isPresent()) {
            return Optional.empty();
        }
        var faded = before.map(last -> rule.faded(last.amount(), last.changedAt(), at))
                .orElse(0.0);
        write(device, rule, faded + 1, at);
        return Optional.of(faded + 1);
    }

    private Optional<Evidence> before(UUID device, DerivationRule rule) {
        return entities.createNativeQuery(
                        "select amount, changed_at from tag_evidence where device_id = ?1 and rule = ?2")
                .setParameter(1, device)
                .setParameter(2, rule.rule())
                .getResultStream()
                .map(row -> Evidence.of((Object[]) row))
                .findFirst();
    }

    private record Evidence(double amount, Instant changedAt) {

        static Evidence of(Object[] row) {
            return new Evidence((Double) row[0], (Instant) row[1]);
        }
    }

    private void write(UUID device, DerivationRule rule, double amount, Instant at) {
        entities.createNativeQuery("""
                        insert into tag_evidence (device_id, rule, amount, changed_at) values (?1, ?2, ?3, ?4)
                        on conflict (device_id, rule) do update
                        set amount = excluded.amount, changed_at = excluded.changed_at""")
                .setParameter(1, device)
                .setParameter(2, rule.rule())
                .setParameter(3, amount)
                .setParameter(4, at)
                .executeUpdate();
    }
}
