package io.houdao.profile.export;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** Writes a person's rows as JSON, table by table and row by row: however much it is, little of it is in memory. */
@ApplicationScoped
class Export {

    private static final int FETCH = 500;
    private static final JsonFactory JSON = new JsonFactory();
    private static final Map<String, String> ROWS_BY_NAME = new LinkedHashMap<>();

    static {
        ROWS_BY_NAME.put("devices", """
                select jsonb_build_object('deviceId', id, 'kind', kind, 'shared', shared, 'boundAt', bound_at)
                from device where owner_id = ? order by id""");
        ROWS_BY_NAME.put("tags", """
                select jsonb_build_object('tag', domain || ':' || value, 'provenance', provenance, 'source', source,
                    'deviceId', device_id, 'learnedAt', learned_at, 'expiresAt', expires_at)
                from tag where person_id = ? order by id""");
        ROWS_BY_NAME.put("evidence", """
                select jsonb_build_object('deviceId', device_id, 'rule', rule, 'amount', amount, 'changedAt', changed_at)
                from tag_evidence join device on device.id = device_id where owner_id = ? order by device_id, rule""");
        ROWS_BY_NAME.put("removedTags", """
                select jsonb_build_object('tag', domain || ':' || value, 'until', until)
                from removed_tag where person_id = ? order by domain, value""");
        ROWS_BY_NAME.put("permissions", """
                select jsonb_build_object('source', source, 'dataKind', data_kind, 'surface', surface, 'purpose', purpose,
                    'decision', decision, 'textVersion', text_version, 'decidedBy', decided_by, 'decidedAt', decided_at,
                    'expiresAt', expires_at)
                from permission where person_id = ? order by id""");
        ROWS_BY_NAME.put("permissionHistory", """
                select jsonb_build_object('source', source, 'dataKind', data_kind, 'surface', surface, 'purpose', purpose,
                    'decision', decision, 'textVersion', text_version, 'decidedBy', decided_by, 'decidedAt', decided_at,
                    'expiresAt', expires_at)
                from permission_change where person_id = ? order by id""");
        ROWS_BY_NAME.put("mutedTouchpoints", """
                select jsonb_build_object('touchpointId', touchpoint_id, 'until', until)
                from muted_touchpoint where person_id = ? order by touchpoint_id""");
        ROWS_BY_NAME.put("quietScenes", "select to_jsonb(scene) from quiet_scene where person_id = ? order by scene");
        ROWS_BY_NAME.put("dailyAdLimits", """
                select jsonb_build_object('scene', scene, 'most', most)
                from daily_ad_limit where person_id = ? order by scene""");
        ROWS_BY_NAME.put("visits", """
                select jsonb_build_object('householdId', household_id, 'until', until)
                from guest where person_id = ? order by household_id""");
        ROWS_BY_NAME.put("formerNames", """
                select jsonb_build_object('personId', former_id, 'pseudonym', pseudonym, 'mergedAt', merged_at)
                from former_name where person_id = ? order by merged_at, pseudonym""");
        ROWS_BY_NAME.put("agentAccesses", """
                select jsonb_build_object('agent', agent, 'action', action, 'reason', reason, 'at', at)
                from agent_access where person_id = ? order by id""");
        ROWS_BY_NAME.put(
                "leaves",
                "select convert_from(body, 'UTF8')::jsonb - 'othersWishes' from projection where person_id = ?");
    }

    private final DataSource database;
    private final Clock clock;

    Export(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Writes all of it, as of one moment; does not close {@code output}. */
    @Transactional
    void write(UUID person, OutputStream output) throws IOException {
        try (var connection = database.getConnection();
                var json = JSON.createGenerator(output).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
            try (var oneMoment = connection.createStatement()) {
                oneMoment.execute("set transaction isolation level repeatable read read only");
            }
            json.writeStartObject();
            json.writeNumberField("version", 1);
            json.writeStringField("exportedAt", clock.instant().toString());
            json.writeFieldName("person");
            writePerson(connection, person, json);
            for (var rows : ROWS_BY_NAME.entrySet()) {
                json.writeArrayFieldStart(rows.getKey());
                write(connection, rows.getValue(), person, json);
                json.writeEndArray();
            }
            json.writeEndObject();
        } catch (SQLException e) {
            throw new IOException("cannot export", e);
        }
    }

    private static void writePerson(Connection connection, UUID person, JsonGenerator json)
            throws SQLException, IOException {
        write(connection, """
                select jsonb_build_object('personId', id, 'pseudonym', pseudonym, 'birthDate', birth_date,
                    'householdId', household_id, 'adsOff', ads_off, 'refused', refused, 'createdAt', created_at)
                from person where id = ?""", person, json);
    }

    private static void write(Connection connection, String sql, UUID person, JsonGenerator json)
            throws SQLException, IOException {
        try (var select = connection.prepareStatement(sql)) {
            select.setFetchSize(FETCH);
            select.setObject(1, person);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    json.writeRawValue(rows.getString(1));
                }
            }
        }
    }
}
