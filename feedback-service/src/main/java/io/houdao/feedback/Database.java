package io.houdao.feedback;

import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Plain SQL, in the running transaction where there is one. Counting works on thousands of rows at a time, which arrive
 * as one array per column.
 */
@ApplicationScoped
public class Database {

    private final DataSource source;

    Database(DataSource source) {
        this.source = source;
    }

    /** Runs {@code sql} and reads each row of its result. */
    public <T> List<T> query(String sql, RowReader<T> reader, @Nullable Object... parameters) {
        try (var connection = source.getConnection();
                var statement = prepare(connection, sql, parameters);
                var rows = statement.executeQuery()) {
            var result = new ArrayList<T>();
            while (rows.next()) {
                result.add(reader.read(rows));
            }
            return result;
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    /** Runs {@code sql}, which answers with exactly one number. */
    public long number(String sql, @Nullable Object... parameters) {
        return query(sql, row -> row.getLong(1), parameters).get(0);
    }

    /** Runs {@code sql} and says how many rows it touched. */
    public int update(String sql, @Nullable Object... parameters) {
        try (var connection = source.getConnection();
                var statement = prepare(connection, sql, parameters)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new DatabaseFailure(e);
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, @Nullable Object... parameters)
            throws SQLException {
        var statement = connection.prepareStatement(sql);
        for (var i = 0; i < parameters.length; i++) {
            statement.setObject(i + 1, toJdbc(connection, parameters[i]));
        }
        return statement;
    }

    private static @Nullable Object toJdbc(Connection connection, @Nullable Object parameter) throws SQLException {
        if (parameter instanceof Instant instant) {
            return instant.atOffset(ZoneOffset.UTC);
        }
        if (parameter instanceof Column column) {
            return connection.createArrayOf(column.type(), column.values());
        }
        return parameter;
    }

    /** Time as it is read back. */
    public static Instant instant(ResultSet row, String column) throws SQLException {
        return Objects.requireNonNull(row.getTimestamp(column), column).toInstant();
    }

    /** Reads one row. */
    public interface RowReader<T> {

        T read(ResultSet row) throws SQLException;
    }

    /** The values of one column, of PostgreSQL's {@code type}. Arrays of texts and numbers travel in binary form. */
    public record Column(String type, Object[] values) {

        public static <T> Column uuids(List<T> rows, Function<T, UUID> value) {
            return new Column("uuid", rows.stream().map(value).toArray());
        }

        public static <T> Column texts(List<T> rows, Function<T, ?> value) {
            return new Column(
                    "text",
                    rows.stream().map(row -> value.apply(row).toString()).toArray(String[]::new));
        }

        public static <T> Column numbers(List<T> rows, ToLongFunction<T> value) {
            return new Column("bigint", rows.stream().map(value::applyAsLong).toArray(Long[]::new));
        }

        public static <T> Column doubles(List<T> rows, ToDoubleFunction<T> value) {
            return new Column("float8", rows.stream().map(value::applyAsDouble).toArray(Double[]::new));
        }

        /** Times as microseconds since 1970, which {@link #time} reads and costs a third of text. */
        public static <T> Column micros(List<T> rows, Function<T, Instant> value) {
            return numbers(rows, row -> micros(value.apply(row)));
        }

        private static long micros(Instant instant) {
            return Math.addExact(Math.multiplyExact(instant.getEpochSecond(), 1_000_000L), instant.getNano() / 1_000);
        }

        /** SQL for the time that {@code column} holds as {@link #micros}. */
        public static String time(String column) {
            return "timestamptz 'epoch' + " + column + " * interval '1 microsecond'";
        }
    }

    /** PostgreSQL refused, or could not be reached. */
    public static final class DatabaseFailure extends RuntimeException {

        private static final long serialVersionUID = 1L;

        DatabaseFailure(SQLException cause) {
            super(cause.getMessage(), cause);
        }
    }
}
