package io.houdao.profile.copy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * New rows of one table, collected in memory and written in one {@code COPY … (format binary)}: PostgreSQL neither parses nor
 * plans anything. The format is that of PostgreSQL's manual, COPY, "Binary Format": a signature, then each row as a count of
 * fields and each field as its length and its value, all big-endian; length -1 is null, count -1 the end.
 */
public final class CopyRows {

    private static final byte[] SIGNATURE = {'P', 'G', 'C', 'O', 'P', 'Y', '\n', (byte) 0xFF, '\r', '\n', 0};
    private static final int NULL = -1;
    private static final int FIRST_BYTES = 1 << 14;

    /** What PostgreSQL counts time from. */
    private static final LocalDate EPOCH = LocalDate.of(2000, 1, 1);

    private static final long EPOCH_SECOND =
            Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();

    private final String sql;
    private final int columns;
    private ByteBuffer buffer = ByteBuffer.allocate(FIRST_BYTES);
    private int rows;

    /** No rows yet of {@code table}, with these columns in this order. */
    public CopyRows(String table, String... columns) {
        this.sql = "copy " + table + " (" + String.join(", ", columns) + ") from stdin (format binary)";
        this.columns = columns.length;
        buffer.put(SIGNATURE).putInt(0).putInt(0);
    }

    /** Begins a row: as many fields as there are columns must follow. */
    public CopyRows row() {
        rows++;
        room(Short.BYTES).putShort((short) columns);
        return this;
    }

    public CopyRows uuid(@Nullable UUID value) {
        if (value == null) {
            return none();
        }
        field(2 * Long.BYTES).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        return this;
    }

    public CopyRows text(String value) {
        return bytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public CopyRows bytes(byte[] value) {
        field(value.length).put(value);
        return this;
    }

    /** A {@code json}, for one. */
    public CopyRows bytesOrNone(byte @Nullable [] value) {
        return value == null ? none() : bytes(value);
    }

    /** A {@code boolean}. */
    public CopyRows flag(boolean value) {
        field(1).put((byte) (value ? 1 : 0));
        return this;
    }

    /** An {@code integer}. */
    public CopyRows number(int value) {
        field(Integer.BYTES).putInt(value);
        return this;
    }

    /** A {@code bigint}. */
    public CopyRows number(long value) {
        field(Long.BYTES).putLong(value);
        return this;
    }

    public CopyRows date(LocalDate value) {
        return number((int) ChronoUnit.DAYS.between(EPOCH, value));
    }

    /** A {@code timestamptz}; what is finer than a microsecond is cut off. */
    public CopyRows time(@Nullable Instant value) {
        return value == null ? none() : number(micros(value));
    }

    /** Not by ChronoUnit, which counts nanoseconds and has no room for the year 9999. */
    private static long micros(Instant value) {
        return Math.addExact(
                Math.multiplyExact(value.getEpochSecond() - EPOCH_SECOND, 1_000_000L), value.getNano() / 1_000);
    }

    private CopyRows none() {
        room(Integer.BYTES).putInt(NULL);
        return this;
    }

    private ByteBuffer field(int length) {
        return room(Integer.BYTES + length).putInt(length);
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            var larger = ByteBuffer.allocate(Math.max(2 * buffer.capacity(), buffer.position() + bytes));
            buffer = larger.put(buffer.flip());
        }
        return buffer;
    }

    /** Writes them in the running transaction of {@code database}; without rows it does nothing. */
    public void run(Connection database) throws SQLException {
        if (rows == 0) {
            return;
        }
        room(Short.BYTES).putShort((short) -1);
        var copy = database.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            copy.writeToCopy(buffer.array(), 0, buffer.position());
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }
}
