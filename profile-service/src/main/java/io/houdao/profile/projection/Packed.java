package io.houdao.profile.projection;

import io.houdao.contracts.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What an import brought of newcomers stays packed, one document a person, until somebody asks for it or changes something.
 * Then it becomes the rows that everything else reads and writes, once and for all.
 */
public final class Packed {

    /* What has a row already is newer, and a device may be gone: a release that did not know of packing may have been at work. */
    private static final String UNPACK = """
            with packed as (
                select id, created_at, packed from person where id = any (?) and packed is not null
                order by id for no key update),
            emptied as (update person set packed = null from packed where person.id = packed.id),
            said as (
                insert into permission (person_id, source, data_kind, surface, purpose, decision, text_version,
                                        decided_by, decided_at, expires_at)
                select id, cell ->> 0, cell ->> 1, cell ->> 2, cell ->> 3, cell ->> 4, cell ->> 5, 'IMPORT', created_at,
                       cast(cell ->> 6 as timestamptz)
                from packed, json_array_elements(packed -> 'permissions') as cell
                on conflict do nothing
                returning *),
            told as (
                insert into permission_change (person_id, source, data_kind, surface, purpose, decision, text_version,
                                               decided_by, decided_at, expires_at)
                select person_id, source, data_kind, surface, purpose, decision, text_version, decided_by, decided_at,
                       expires_at
                from said order by id)
            insert into tag (person_id, domain, value, provenance, source, device_id, learned_at, expires_at)
            select id, tag ->> 0, tag ->> 1, tag ->> 2, tag ->> 3, cast(tag ->> 4 as uuid), created_at,
                   cast(tag ->> 5 as timestamptz)
            from packed, json_array_elements(packed -> 'tags') as tag
            where tag ->> 4 is null or exists (select from device where device.id = cast(tag ->> 4 as uuid))
            on conflict do nothing""";

    private static final String OF_WHOM = "select id from person where id = any (?) and packed is not null";

    private Packed() {}

    /**
     * What of a newcomer to store in {@code person.packed}; null where there is nothing.
     *
     * @param permissions each as source, data kind, surface, purpose, decision, text version, and expiry or null
     * @param tags each as domain, value, provenance, source, id of the device or null, and expiry
     */
    public static byte @Nullable [] pack(List<List<@Nullable String>> permissions, List<List<@Nullable String>> tags) {
        return permissions.isEmpty() && tags.isEmpty() ? null : Json.write(new Parcel(permissions, tags));
    }

    /** Makes rows of what is packed of {@code people}; done twice at the same moment, the second finds nothing to do. */
    static void unpack(Connection database, Collection<UUID> people) throws SQLException {
        if (!people.isEmpty()) {
            try (var unpack = Ids.prepare(database, UNPACK, people)) {
                unpack.executeUpdate();
            }
        }
    }

    /** Those of {@code people}, who are not none, of whom something is packed. */
    static List<UUID> among(Connection database, Collection<UUID> people) throws SQLException {
        try (var select = Ids.prepare(database, OF_WHOM, people);
                var row = select.executeQuery()) {
            var packed = new ArrayList<UUID>();
            while (row.next()) {
                packed.add(row.getObject(1, UUID.class));
            }
            return packed;
        }
    }

    private record Parcel(List<List<@Nullable String>> permissions, List<List<@Nullable String>> tags) {}
}
