package io.houdao.campaign.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;

/** What may be told of deliveries: sums of groups that are large enough. Whatever people did is read from here alone. */
@ApplicationScoped
class Told {

    private final DataSource database;

    Told(DataSource database) {
        this.database = database;
    }

    /** All that may be told of a campaign. */
    Map<Cell, Counts> of(UUID campaignId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select d.line_item_id, d.day, d.creative_id, d.scene, d.slot_id, sum(d.spent_micros),
                               sum(d.events) filter (where kind = 'impression'), sum(d.events) filter (where kind = 'viewable'),
                               sum(d.events) filter (where kind = 'click'), sum(d.events) filter (where kind = 'check-in'),
                               sum(d.events) filter (where kind = 'conversion'), sum(d.events) filter (where kind = 'useful'),
                               sum(d.events) filter (where kind = 'close'), sum(d.events) filter (where kind = 'hide'),
                               sum(d.events) filter (where kind = 'complaint')
                        from told_delivery d join line_item i on i.id = d.line_item_id
                        where i.campaign_id = ? group by 1, 2, 3, 4, 5""")) {
            select.setObject(1, campaignId);
            var told = new HashMap<Cell, Counts>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    told.put(cell(rows), counts(rows));
                }
            }
            return told;
        } catch (SQLException e) {
            throw new IllegalStateException("the report cannot be read", e);
        }
    }

    private static Cell cell(ResultSet row) throws SQLException {
        return new Cell(
                row.getObject(1, UUID.class),
                row.getObject(2, LocalDate.class),
                row.getObject(3, UUID.class),
                row.getString(4),
                row.getString(5));
    }

    private static Counts counts(ResultSet row) throws SQLException {
        return new Counts(
                row.getLong(6),
                row.getLong(7),
                row.getLong(8),
                row.getLong(9),
                row.getLong(10),
                row.getLong(11),
                row.getLong(12),
                row.getLong(13),
                row.getLong(14),
                row.getLong(15));
    }
}
