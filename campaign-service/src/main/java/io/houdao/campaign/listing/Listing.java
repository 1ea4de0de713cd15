package io.houdao.campaign.listing;

import io.houdao.kit.paging.Page;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A query that grows by conditions, and is read page by page. */
public final class Listing<T> {

    private final PanacheRepositoryBase<T, ?> all;
    private final StringBuilder query;
    private final Parameters parameters = new Parameters();

    /** Of {@code all}. */
    public Listing(PanacheRepositoryBase<T, ?> all) {
        this(all, "1 = 1");
    }

    /** Of those of {@code all} for which {@code condition} holds. */
    public Listing(PanacheRepositoryBase<T, ?> all, String condition) {
        this.all = all;
        this.query = new StringBuilder(condition);
    }

    /** Narrows the list to where {@code condition} holds with the parameter {@code name}; a value that is absent asks nothing. */
    public Listing<T> where(String condition, String name, @Nullable Object value) {
        if (value != null) {
            query.append(" and ").append(condition);
            parameters.and(name, value);
        }
        return this;
    }

    /**
     * A page after {@code last}, or the first one where that is absent.
     *
     * @param unique the field that tells all items apart; its text is the position in the cursor
     */
    public Page<T> page(Sort<T> sort, Unique<T> unique, @Nullable T last, int limit) {
        var key = sort.key();
        if (last != null) {
            query.append(" and (%1$s %2$s %3$s or (%1$s = %3$s and %4$s > :unique))"
                    .formatted(key.of(key.name()), sort.isBackwards() ? "<" : ">", key.of(":last"), unique.name));
            parameters.and("last", key.value().apply(last)).and("unique", unique.value.apply(last));
        }
        query.append(" order by ")
                .append(key.of(key.name()))
                .append(sort.isBackwards() ? " desc, " : ", ")
                .append(unique.name);
        var found = all.find(query.toString(), parameters).page(0, limit + 1).list();
        return Page.of(found, limit, item -> unique.value.apply(item).toString());
    }

    /** A field with another value in every item of a list. */
    public record Unique<T>(String name, Function<T, Object> value) {}
}
