package io.houdao.profile.bulk;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rows that go to PostgreSQL in one statement, however many: one array a column, for {@code unnest}. */
final class Rows {

    private final String[] types;
    private final List<@Nullable Object[]> rows = new ArrayList<>();

    /** Rows with columns of these types, such as {@code uuid}. */
    Rows(String... types) {
        this.types = types;
    }

    void add(@Nullable Object... row) {
        rows.add(row);
    }

    /**
     * Runs {@code sql}, whose first placeholders are {@code first}, and the others the columns in order.
     *
     * @return how many rows it changed
     */
    int run(Connection database, String sql, Object... first) throws SQLException {
        if (rows.isEmpty()) {
            return 0;
        }
        try (var statement = database.prepareStatement(sql)) {
            for (var i = 0; i < first.length; i++) {
                statement.setObject(i + 1, first[i]);
            }
            for (var column = 0; column < types.length; column++) {
                statement.setArray(first.length + column + 1, database.createArrayOf(types[column], column(column)));
            }
            return statement.executeUpdate();
        }
    }

    private @Nullable Object[] column(int index) {
        return rows.stream().map(row -> row[index]).toArray();
    }
}
