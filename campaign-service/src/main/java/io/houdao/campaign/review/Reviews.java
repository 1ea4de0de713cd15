package io.houdao.campaign.review;

import io.houdao.campaign.lineitem.LineItem;
import io.houdao.kit.paging.Cursor;
import io.houdao.kit.paging.Page;
import io.houdao.kit.problem.Problems;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
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
    Page<Review> withStatus(Review.Status status, @Nullable Cursor after, int limit) {
        var query = new StringBuilder("from Review r where r.status = :status");
        var parameters = Parameters.with("status", status);
        if (status == Review.Status.OPEN) {
            query.append(" and exists (select 1 from LineItem item where item.reviewId = r.id)");
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
