package dev.watchtower.tracking;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Rows in the binary form that PostgreSQL's COPY reads: per row the number of columns, per column its length and its
 * value in network byte order (PostgreSQL manual, COPY, "Binary Format").
 */
final class CopyRows {
    /** Signature, flags, length of the header's extension. */
    private static final byte[] HEAD = "PGCOPY\n\377\r\n\0\0\0\0\0\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1);

    private static final byte[] TAIL = {-1, -1};
    /** Timestamps count microseconds from 2000-01-01. */
    private static final long EPOCH_SECONDS = 946_684_800;

    private static final int NULL_LENGTH = -1;

    private ByteBuffer buffer;

    /** @param bytes that it will take, about */
    CopyRows(int bytes) {
        buffer = ByteBuffer.allocate(bytes);
    }

    /** Begins anew, with the room that was taken before. */
    void clear() {
        buffer.clear();
    }

    /** The length in bytes of all rows. */
    int length() {
        return buffer.position();
    }

    /** Adds rows of another one: its bytes from one row's begin to another one's end. */
    CopyRows add(CopyRows rows, int from, int to) {
        room(to - from).put(rows.buffer.array(), from, to - from);
        return this;
    }

    /** Begins a row of that many columns. */
    CopyRows row(int columns) {
        room(2).putShort((short) columns);
        return this;
    }

    CopyRows uuid(UUID value) {
        room(20).putInt(16).putLong(value.getMostSignificantBits()).putLong(value.getLeastSignificantBits());
        return this;
    }

    CopyRows time(Instant value) {
        var micros = (value.getEpochSecond() - EPOCH_SECONDS) * 1_000_000 + value.getNano() / 1_000;
        room(12).putInt(8).putLong(micros);
        return this;
    }

    CopyRows float8(@Nullable Double value) {
        if (value == null) {
            return absent();
        }
        room(12).putInt(8).putDouble(value);
        return this;
    }

    CopyRows float4(@Nullable Double value) {
        if (value == null) {
            return absent();
        }
        room(8).putInt(4).putFloat(value.floatValue());
        return this;
    }

    CopyRows bool(@Nullable Boolean value) {
        if (value == null) {
            return absent();
        }
        room(5).putInt(1).put((byte) (value ? 1 : 0));
        return this;
    }

    CopyRows int2(short value) {
        room(6).putInt(2).putShort(value);
        return this;
    }

    CopyRows int8(long value) {
        room(12).putInt(8).putLong(value);
        return this;
    }

    CopyRows int4(int value) {
        room(8).putInt(4).putInt(value);
        return this;
    }

    /** A column without a value. */
    CopyRows absent() {
        room(4).putInt(NULL_LENGTH);
        return this;
    }

    /** Sends the rows by this COPY statement. */
    void copy(Connection connection, String sql) throws SQLException {
        var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(sql);
        try {
            copy.writeToCopy(HEAD, 0, HEAD.length);
            copy.writeToCopy(buffer.array(), 0, buffer.position());
            copy.writeToCopy(TAIL, 0, TAIL.length);
            copy.endCopy();
        } finally {
            if (copy.isActive()) {
                copy.cancelCopy();
            }
        }
    }

    private ByteBuffer room(int bytes) {
        if (buffer.remaining() < bytes) {
            buffer = ByteBuffer.allocate(Math.max(buffer.capacity() * 2, buffer.position() + bytes))
                    .put(buffer.flip());
        }
        return buffer;
    }
}
