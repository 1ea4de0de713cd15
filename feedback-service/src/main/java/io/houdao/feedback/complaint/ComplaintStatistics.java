package io.houdao.feedback.complaint;

import io.houdao.feedback.Database;
import io.houdao.feedback.Database.RowReader;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** What complaints add up to. */
@ApplicationScoped
class ComplaintStatistics {

    private final Database database;

    ComplaintStatistics(Database database) {
        this.database = database;
    }

    /** Those received from {@code from} until just before {@code to}, by category, as they stand at {@code now}. */
    List<Category> byCategory(Instant from, Instant to, Instant now) {
        RowReader<Category> reader = row -> new Category(
                row.getString("category"),
                row.getLong("received"),
                row.getLong("answered"),
                row.getLong("in_time"),
                row.getLong("overdue"),
                row.getLong("coupons"),
                row.getLong("coupon_micros"),
                row.getLong("ad_free"),
                row.getObject("median_hours", Double.class));
        return database.query("""
                select category, count(*) received, count(answered_at) answered,
                       count(*) filter (where answered_at <= due_at) in_time,
                       count(*) filter (where answered_at is null and due_at < ?) overdue,
                       count(coupon) coupons, coalesce(sum(coupon_micros), 0) coupon_micros,
                       count(ad_free_until) ad_free,
                       percentile_cont(0.5) within group
                           (order by extract(epoch from answered_at - received_at) / 3600) median_hours
                from complaint where received_at >= ? and received_at < ?
                group by category order by category""", reader, now, from, to);
    }

    /**
     * One category.
     *
     * @param inTime answered by their deadline
     * @param overdue not answered, and the deadline is over
     * @param medianHours from receiving to answering; absent while none is answered
     */
    record Category(
            String category,
            long received,
            long answered,
            long inTime,
            long overdue,
            long coupons,
            long couponMicros,
            long adFree,
            @org.jspecify.annotations.Nullable Double medianHours) {}
}
