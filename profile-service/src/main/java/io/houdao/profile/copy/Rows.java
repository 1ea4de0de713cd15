package io.houdao.profile.copy;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows that go to PostgreSQL in one statement, however many: one array a column, for {@code unnest}. */
public final class Rows {

    private final String[] types;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    /** Rows with columns of these types, such as {@code uuid}. */
    public Rows(String... types) {
        this.types = types;
    }

    /** Adds one; as many values as there are columns. */
    public void add(@Nullable Object... row) {
        rows.add(row);
    }

    /**
     * Runs {@code sql}, whose first placeholders are {@code first}, and the others the columns in order.
     *
     * @return how many rows it changed
     */
    public int run(Connection database, String sql, Object... first) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        try (var statement = statement(database, sql, first)) {
            return statement.executeUpdate();
        }
    }

    /** As {@link #run}, for a statement that ends in {@code returning id}: which rows it changed. */
    public Set<UUID> ids(Connection database, String sql, Object... first) throws SQLException {
        var ids = new HashSet<UUID>();
        if (!rows.isEmpty()) {
            try (var statement = statement(database, sql, first);
                    var changed = statement.executeQuery()) {
                while (changed.next()) {
                    ids.add(changed.getObject(1, UUID.class));
                }
            }
        }
        return ids;
    }

    /** {@code sql}, ready to run, for a statement that returns something else. */
    public PreparedStatement statement(Connection database, String sql, Object... first) throws SQLException {
        var statement = database.prepareStatement(sql);
        for (var i = 0; i < first.length; i++) {
            statement.setObject(i + 1, first[i]);
        }
        for (var column = 0; column < types.length; column++) {
            statement.setArray(first.length + column + 1, database.createArrayOf(types[column], column(column)));
        }
        return statement;
    }

    private @Nullable Object[] column(int index) {
        return rows.stream().map(row -> row[index]).toArray();
    }
}
