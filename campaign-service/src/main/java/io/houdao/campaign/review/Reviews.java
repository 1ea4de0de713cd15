package io.houdao.campaign.review;

import io.houdao.campaign.lineitem.LineItem;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** All reviews. */
@ApplicationScoped
class Reviews implements PanacheRepositoryBase<Review, UUID> {

    private final DataSource database;

    Reviews(DataSource database) {
        this.database = database;
    }

    Review required(UUID id) {
        return findByIdOptional(id).orElseThrow(() -> Problems.notFound("review", id));
    }

    Optional<Review> open(UUID campaignId) {
        return find("campaignId = ?1 and status = ?2", campaignId, Review.Status.OPEN)
                .firstResultOptional();
    }

    /** The reviews of a campaign, newest first. */
    Page<Review> of(UUID campaignId, @Nullable Cursor after, int limit) {
        var query = new StringBuilder("campaignId = :campaign");
        var parameters = Parameters.with("campaign", campaignId);
        if (after != null) {
            var last = required(after.as(UUID::fromString));
            query.append(" and (submittedAt < :at or (submittedAt = :at and id > :id))");
            parameters.and("at", last.submittedAt()).and("id", last.id());
        }
        var found = find(query + " order by submittedAt desc, id", parameters);
        return Page.of(
                found.page(0, limit + 1).list(), limit, review -> review.id().toString());
    }

    boolean isAppealed(UUID id) {
        return count("appealOf", id) > 0;
    }

    /** Keeps one person's verdict. */
    void keepVote(UUID reviewId, String reviewer, Verdict verdict, Instant now) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("insert into review_vote values (?, ?, ?, ?, ?, ?, ?)")) {
            insert.setObject(1, reviewId);
            insert.setString(2, reviewer);
            insert.setTimestamp(3, Timestamp.from(now));
            insert.setString(4, verdict.verdict().name());
            insert.setString(5, verdict.userBenefit());
            insert.setString(6, verdict.sincerity());
            insert.setString(7, verdict.sceneFit());
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot keep a verdict", e);
        }
    }

    /** Who gave a verdict on it, in no order. */
    List<String> voters(UUID reviewId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("select reviewer from review_vote where review_id = ?")) {
            select.setObject(1, reviewId);
            var voters = new ArrayList<String>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    voters.add(rows.getString(1));
                }
            }
            return voters;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read verdicts", e);
        }
    }

    /** The line items that a review was about and that are drafts still as they were then. */
    List<UUID> unchangedSince(UUID reviewId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select i.line_item_id from review_item i join line_item l on l.id = i.line_item_id
                        where i.review_id = ? and l.revision = i.revision and l.status = 'DRAFT'""")) {
            select.setObject(1, reviewId);
            var ids = new ArrayList<UUID>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                }
            }
            return ids;
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read what was reviewed", e);
        }
    }

    /** Keeps which revision of each line item a review is about. */
    void keepItems(Review review, List<LineItem> items) {
        try (var connection = database.getConnection();
                var insert = connection.prepareStatement("insert into review_item (review_id, line_item_id, revision)"
                        + " select ?, * from unnest(?::uuid[], ?::bigint[])")) {
            insert.setObject(1, review.id());
            insert.setArray(
                    2,
                    connection.createArrayOf(
                            "uuid", items.stream().map(LineItem::id).toArray()));
            insert.setArray(
                    3,
                    connection.createArrayOf(
                            "bigint", items.stream().map(LineItem::revision).toArray()));
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot keep what is reviewed", e);
        }
    }

    /** Reviews with a status, oldest first; of the open ones only those that still hold a line item to judge. */
    Page<Review> withStatus(Review.Status status, @Nullable Instant dueBefore, @Nullable Cursor after, int limit) {
        var query = new StringBuilder("from Review r where r.status = :status");
        var parameters = Parameters.with("status", status);
        if (status == Review.Status.OPEN) {
            query.append(" and exists (select 1 from LineItem item where item.reviewId = r.id)");
        }
        if (dueBefore != null) {
            query.append(" and r.dueAt < :due");
            parameters.and("due", dueBefore);
        }
        if (after != null) {
            var last = required(after.as(UUID::fromString));
            query.append(" and (r.submittedAt > :at or (r.submittedAt = :at and r.id > :id))");
            parameters.and("at", last.submittedAt()).and("id", last.id());
        }
        var found = find(query + " order by r.submittedAt, r.id", parameters);
        return Page.of(
                found.page(0, limit + 1).list(), limit, review -> review.id().toString());
    }
}
