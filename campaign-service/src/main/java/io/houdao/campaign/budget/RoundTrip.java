package io.houdao.campaign.budget;

import static java.util.stream.Collectors.joining;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Statements that travel to the database together and are carried out one after the other, each seeing what those before it
 * locked and changed. Money waits for the database while it holds locks that others wait for: so it waits once, not once a
 * statement.
 */
final class RoundTrip {

    private final Connection connection;
    private final List<Part> parts = new ArrayList<>();

    RoundTrip(Connection connection) {
        this.connection = connection;
    }

    /** Adds a statement that answers rows; each is read when this is sent. */
    void read(String sql, Row row, Object... parameters) {
        parts.add(new Part(sql, row, parameters));
    }

    /** Adds a statement that answers nothing. */
    void write(String sql, Object... parameters) {
        parts.add(new Part(sql, null, parameters));
    }

    /** One array a column: how many rows travel in one statement. */
    <T> java.sql.Array array(String type, Collection<T> rows, Function<T, @Nullable Object> column)
            throws SQLException {
        return Arrays.of(connection, type, rows, column);
    }

    /** Has all of it carried out, if there is any. */
    void send() throws SQLException {
        if (parts.isEmpty()) {
            return;
        }
        try (var statement =
                connection.prepareStatement(parts.stream().map(Part::sql).collect(joining(";\n")))) {
            var index = 1;
            for (var part : parts) {
                for (var parameter : part.parameters) {
                    statement.setObject(index++, parameter);
                }
            }
            statement.execute();
            for (var part : parts) {
                part.readFrom(statement);
                statement.getMoreResults();
            }
        }
    }

    /** Reads the row that the result stands at. */
    interface Row {
        void read(ResultSet row) throws SQLException;
    }

    private record Part(String sql, @Nullable Row row, Object[] parameters) {

        void readFrom(PreparedStatement statement) throws SQLException {
            if (row != null) {
                try (var rows = statement.getResultSet()) {
                    while (rows.next()) {
                        row.read(rows);
                    }
                }
            }
        }
    }
}
