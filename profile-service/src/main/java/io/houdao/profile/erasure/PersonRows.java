package io.houdao.profile.erasure;

import io.houdao.contracts.profile.ErasureEvent.Place;
import io.houdao.kit.problem.DatabaseProblems;
import io.houdao.profile.erasure.Erasures.FormerName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/** Every row about a person, by table. */
@ApplicationScoped
class PersonRows {

    /** In this order, so that nothing is deleted uncounted by the foreign key of something else. */
    private static final Map<String, String> DELETE_BY_PLACE = new LinkedHashMap<>();

    static {
        DELETE_BY_PLACE.put("tags", "delete from tag where person_id = ?");
        DELETE_BY_PLACE.put("removed tags", "delete from removed_tag where person_id = ?");
        DELETE_BY_PLACE.put(
                "evidence for tags", "delete from tag_evidence using device where device_id = id and owner_id = ?");
        DELETE_BY_PLACE.put("devices", "delete from device where owner_id = ?");
        DELETE_BY_PLACE.put("permissions", "delete from permission where person_id = ?");
        DELETE_BY_PLACE.put("history of permissions", "delete from permission_change where person_id = ?");
        DELETE_BY_PLACE.put("muted touchpoints", "delete from muted_touchpoint where person_id = ?");
        DELETE_BY_PLACE.put("quiet scenes", "delete from quiet_scene where person_id = ?");
        DELETE_BY_PLACE.put("limits of ads a day", "delete from daily_ad_limit where person_id = ?");
        DELETE_BY_PLACE.put("events that took effect", "delete from handled_event where person_id = ?");
        DELETE_BY_PLACE.put("visits as a guest", "delete from guest where person_id = ?");
        DELETE_BY_PLACE.put("names from before a merge", "delete from former_name where person_id = ?");
        DELETE_BY_PLACE.put("projection", "delete from projection where person_id = ?");
        DELETE_BY_PLACE.put("looks by agents", "delete from agent_access where person_id = ?");
        DELETE_BY_PLACE.put("remembered requests", """
                delete from idempotency_key
                where principal = cast(? as text)
                   or location collate "C" between '/v1/people/' || cast(? as text)
                                               and '/v1/people/' || cast(? as text) || '0'""");
        DELETE_BY_PLACE.put("person", "delete from person where id = ?");
    }

    private final DataSource database;
    private final EntityManager entities;

    PersonRows(DataSource database, EntityManager entities) {
        this.database = database;
        this.entities = entities;
    }

    /** The ids of their devices. */
    Set<UUID> devices(UUID person) {
        return Set.copyOf(entities.createNativeQuery("select id from device where owner_id = ?1")
                .setParameter(1, person)
                .getResultList());
    }

    /** The names they had before merges: each of their ids once, so that nobody gets it again. */
    List<FormerName> formerNames(UUID person) {
        var names = new ArrayList<FormerName>();
        var ids = new HashSet<>(Set.of(person));
        entities.createNativeQuery(
                        "select former_id, pseudonym from former_name where person_id = ?1 order by pseudonym")
                .setParameter(1, person)
                .getResultStream()
                .map(Object[].class::cast)
                .forEach(row -> {
                    var id = (UUID) ((Object[]) row)[0];
                    var pseudonym = (UUID) ((Object[]) row)[1];
                    names.add(new FormerName(ids.add(id) ? id : pseudonym, pseudonym));
                });
        return names;
    }

    /** Deletes all of it, in one round trip. */
    List<Place> delete(UUID person) {
        var sql = String.join(";\n", DELETE_BY_PLACE.values());
        try (var connection = database.getConnection();
                var delete = connection.prepareStatement(sql)) {
            var parameters = sql.chars().filter(character -> character == '?').count();
            for (var i = 1; i <= parameters; i++) {
                delete.setObject(i, person);
            }
            delete.execute();
            var places = new ArrayList<Place>();
            for (var place : DELETE_BY_PLACE.keySet()) {
                places.add(new Place(place, delete.getUpdateCount(), null));
                delete.getMoreResults();
            }
            return places;
        } catch (SQLException e) {
            throw DatabaseProblems.of("cannot delete what is known of a person", e);
        }
    }

    /** Deletes a household that nobody lives in any more. */
    Place deleteIfEmpty(UUID household) {
        var deleted = entities.createNativeQuery("""
                        delete from household where id = ?1
                        and not exists (select 1 from person where household_id = ?1)""").setParameter(1, household).executeUpdate();
        return new Place("household", deleted, null);
    }
}
