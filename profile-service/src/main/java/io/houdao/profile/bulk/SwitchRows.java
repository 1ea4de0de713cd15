package io.houdao.profile.bulk;

import io.houdao.profile.copy.Rows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The switches of a batch: of those who never set them here themselves. */
final class SwitchRows {

    static final Instant FOREVER = Instant.parse("9999-12-31T00:00:00Z");

    private final Rows people = new Rows("uuid", "boolean", "boolean");
    private final Rows mutes = new Rows("uuid", "text", "timestamptz");
    private final Rows quiet = new Rows("uuid", "text");
    private final Rows limits = new Rows("uuid", "text", "integer");

    private SwitchRows() {}

    static void write(Connection database, List<PersonLine> lines) throws SQLException {
        var rows = new SwitchRows();
        lines.forEach(rows::add);
        rows.write(database);
    }

    private void add(PersonLine line) {
        var switches = line.switches();
        if (switches != null) {
            UUID id = line.personId();
            people.add(id, switches.adsOff(), switches.refused());
            switches.mutedTouchpoints().forEach(touchpoint -> mutes.add(id, touchpoint.value(), FOREVER));
            switches.quietScenes().forEach(scene -> quiet.add(id, scene.toString()));
            switches.dailyAdLimitByScene().forEach((scene, most) -> limits.add(id, scene.toString(), most));
        }
    }

    private void write(Connection database) throws SQLException {
        people.run(database, """
                update person set ads_off = line.ads_off, refused = line.refused
                from unnest(?, ?, ?) as line (id, ads_off, refused)
                where person.id = line.id and not person.chose_switches""");
        for (var table : List.of("muted_touchpoint", "quiet_scene", "daily_ad_limit")) {
            people.run(database, "delete from " + table + """
                     using unnest(?, ?, ?) as line (id, ads_off, refused), person
                    where person_id = line.id and person.id = line.id and not person.chose_switches""");
        }
        mutes.run(database, """
                insert into muted_touchpoint (person_id, touchpoint_id, until)
                select line.id, line.touchpoint_id, line.until
                from unnest(?, ?, ?) as line (id, touchpoint_id, until)
                join person on person.id = line.id and not person.chose_switches""");
        quiet.run(database, """
                insert into quiet_scene (person_id, scene)
                select line.id, line.scene from unnest(?, ?) as line (id, scene)
                join person on person.id = line.id and not person.chose_switches""");
        limits.run(database, """
                insert into daily_ad_limit (person_id, scene, most)
                select line.id, line.scene, line.most from unnest(?, ?, ?) as line (id, scene, most)
                join person on person.id = line.id and not person.chose_switches""");
        people.run(database, """
                delete from tag using unnest(?, ?, ?) as line (id, ads_off, refused), person
                where tag.person_id = line.id and person.id = line.id and person.refused""");
    }
}
