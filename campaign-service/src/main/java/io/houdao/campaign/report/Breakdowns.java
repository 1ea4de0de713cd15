package io.houdao.campaign.report;

import io.houdao.campaign.Campaign;
import io.houdao.campaign.advertiser.Advertisers;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Breaks down what campaigns delivered. */
@ApplicationScoped
class Breakdowns {

    private final DataSource database;
    private final Advertisers advertisers;
    private final int k;

    Breakdowns(DataSource database, Advertisers advertisers, @ConfigProperty(name = "houdao.report.k") int k) {
        this.database = database;
        this.advertisers = advertisers;
        this.k = k;
    }

    /** What a report can be grouped by. */
    enum Dimension {
        DAY,
        SCENE,
        SLOT,
        CREATIVE
    }

    /**
     * Which part of a campaign, from the first day to the last, both included.
     *
     * @param lineItemId absent means all
     */
    record Part(@Nullable UUID lineItemId, LocalDate from, LocalDate to) {}

    Breakdown of(Campaign campaign, Set<Dimension> by, Part part) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select case when ? then d.day end, case when ? then d.scene end, case when ? then d.slot_id end,
                               case when ? then d.creative_id end, sum(d.spent_micros),
                               sum(d.events) filter (where kind = 'impression'), sum(d.events) filter (where kind = 'viewable'),
                               sum(d.events) filter (where kind = 'click'), sum(d.events) filter (where kind = 'check-in'),
                               sum(d.events) filter (where kind = 'conversion'), sum(d.events) filter (where kind = 'useful'),
                               sum(d.events) filter (where kind = 'close'), sum(d.events) filter (where kind = 'hide'),
                               sum(d.events) filter (where kind = 'complaint')
                        from delivery d join line_item i on i.id = d.line_item_id
                        where i.campaign_id = ? and d.line_item_id = coalesce(?, d.line_item_id) and d.day between ? and ?
                        group by 1, 2, 3, 4 order by 1, 2, 3, 4""")) {
            for (var dimension : Dimension.values()) {
                select.setBoolean(dimension.ordinal() + 1, by.contains(dimension));
            }
            select.setObject(5, campaign.id());
            select.setObject(6, part.lineItemId(), java.sql.Types.OTHER);
            select.setObject(7, part.from());
            select.setObject(8, part.to());
            var rows = new ArrayList<Breakdown.Row>();
            try (var found = select.executeQuery()) {
                while (found.next()) {
                    rows.add(row(found));
                }
            }
            var currency = advertisers.findById(campaign.advertiserId()).currency();
            return Breakdown.of(campaign.id(), currency, k, rows);
        } catch (SQLException e) {
            throw new IllegalStateException("the report cannot be read", e);
        }
    }

    private static Breakdown.Row row(ResultSet row) throws SQLException {
        return new Breakdown.Row(
                row.getObject(1, LocalDate.class),
                row.getString(2),
                row.getString(3),
                row.getObject(4, UUID.class),
                false,
                new Counts(
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        row.getLong(11),
                        row.getLong(12),
                        row.getLong(13),
                        row.getLong(14)));
    }
}
