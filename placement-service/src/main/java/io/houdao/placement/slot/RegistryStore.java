package io.houdao.placement.slot;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import org.jspecify.annotations.Nullable;

/** The registry in PostgreSQL. Every method belongs into a transaction. */
@ApplicationScoped
class RegistryStore {

    private final EntityManager database;

    RegistryStore(EntityManager database) {
        this.database = database;
    }

    long version() {
        return ((Number) database.createNativeQuery("select version from registry_version")
                        .getSingleResult())
                .longValue();
    }

    /** Raises the version. Until this transaction ends, every other change waits here. */
    void raiseVersion() {
        database.createNativeQuery("update registry_version set version = version + 1")
                .executeUpdate();
    }

    Registry all() {
        return Registry.of(
                version(),
                database.createQuery("from StoredTouchpoint", StoredTouchpoint.class)
                        .getResultStream()
                        .map(StoredTouchpoint::toTouchpoint)
                        .toList(),
                database.createQuery("from StoredSlot", StoredSlot.class)
                        .getResultStream()
                        .map(StoredSlot::toSlot)
                        .toList(),
                database.createQuery("from StoredMoment", StoredMoment.class)
                        .getResultStream()
                        .map(StoredMoment::toMoment)
                        .toList());
    }

    @Nullable
    StoredTouchpoint touchpoint(String id) {
        return database.find(StoredTouchpoint.class, id);
    }

    @Nullable
    StoredSlot slot(String id) {
        return database.find(StoredSlot.class, id);
    }

    @Nullable
    StoredMoment moment(String moment) {
        return database.find(StoredMoment.class, moment);
    }

    boolean hasSlots(String touchpointId) {
        return !database.createQuery("from StoredSlot where touchpointId = ?1", StoredSlot.class)
                .setParameter(1, touchpointId)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    long openSlots() {
        return database.createQuery("select count(*) from StoredSlot where open", Long.class)
                .getSingleResult();
    }

    void put(Moment moment) {
        database.merge(new StoredMoment(moment));
    }

    void put(Touchpoint touchpoint) {
        database.merge(new StoredTouchpoint(touchpoint));
    }

    void put(Slot slot) {
        database.merge(new StoredSlot(slot));
    }

    void add(StoredConsent consent) {
        database.persist(consent);
    }
}
