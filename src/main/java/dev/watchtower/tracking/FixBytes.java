package dev.watchtower.tracking;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A truck's newest fixes as bytes for its row; first the version of this form. */
final class FixBytes {
    private static final byte VERSION = 1;
    private static final int LONGEST = 160;

    private FixBytes() {}

    static byte[] of(RecentFixes recent) {
        var out = ByteBuffer.allocate(LONGEST).put(VERSION);
        put(out, recent.newest());
        var previous = recent.previous();
        out.put((byte) (previous == null ? 0 : 1));
        if (previous != null) {
            put(out, previous);
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /** @throws IllegalArgumentException for bytes of another form */
    static RecentFixes read(byte[] bytes, UUID truck, UUID organization) {
        var in = ByteBuffer.wrap(bytes);
        var version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("fixes are kept in the unknown form " + version);
        }
        var newest = fix(in, truck, organization);
        return new RecentFixes(newest, in.get() == 0 ? null : fix(in, truck, organization));
    }

    private static void put(ByteBuffer out, Fix fix) {
        var ignition = fix.ignition();
        out.putLong(fix.recordedAt().toEpochMilli())
                .putLong(fix.receivedAt().getEpochSecond())
                .putInt(fix.receivedAt().getNano())
                .putDouble(fix.point().latitude())
                .putDouble(fix.point().longitude())
                .put((byte) (ignition == null ? -1 : ignition ? 1 : 0))
                .putShort(fix.source().code());
        put(out, fix.speedKph());
        put(out, fix.headingDegrees());
        put(out, fix.odometerKm());
        put(out, fix.accuracyMeters());
    }

    private static Fix fix(ByteBuffer in, UUID truck, UUID organization) {
        var recordedAt = Instant.ofEpochMilli(in.getLong());
        var receivedAt = Instant.ofEpochSecond(in.getLong(), in.getInt());
        var point = new GeoPoint(in.getDouble(), in.getDouble());
        var ignition = in.get();
        var source = Source.of(in.getShort());
        return new Fix(
                truck,
                organization,
                recordedAt,
                receivedAt,
                point,
                number(in),
                number(in),
                ignition < 0 ? null : (Boolean) (ignition == 1),
                number(in),
                number(in),
                source);
    }

    private static void put(ByteBuffer out, @Nullable Double value) {
        out.putDouble(value == null ? Double.NaN : value);
    }

    private static @Nullable Double number(ByteBuffer in) {
        var value = in.getDouble();
        return Double.isNaN(value) ? null : (Double) value;
    }
}
