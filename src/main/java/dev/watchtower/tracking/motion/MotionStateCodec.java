package dev.watchtower.tracking.motion;

import dev.watchtower.tracking.motion.MotionState.Mode;
import dev.watchtower.tracking.motion.MotionState.Moving;
import dev.watchtower.tracking.motion.MotionState.Stopped;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The state as bytes for its row: about 120 of them, first the version of this form. */
public final class MotionStateCodec {
    private static final byte VERSION = 1;
    private static final int LONGEST = 1_024;

    private static final byte ABSENT = 0;
    private static final byte UNKNOWN_IGNITION = 1;
    private static final byte IGNITION_OFF = 2;
    private static final byte IGNITION_ON = 3;
    private static final byte WITH_SPEED = 4;

    private static final byte MOVING = 0;
    private static final byte STOPPED = 1;

    private MotionStateCodec() {}

    public static byte[] bytes(MotionState state) {
        var out = ByteBuffer.allocate(LONGEST).put(VERSION);
        put(out, state.good());
        put(out, state.wild());
        put(out, state.speedFrom());
        switch (state.mode()) {
            case Moving moving -> {
                out.put(MOVING).putLong(moving.since()).put((byte) moving.kept().size());
                moving.kept().forEach(fix -> put(out, fix));
                put(out, moving.counted());
            }
            case Stopped stopped -> {
                out.put(STOPPED)
                        .putLong(stopped.from())
                        .putInt(stopped.latitude())
                        .putInt(stopped.longitude());
                put(out, stopped.inside());
                var idling = stopped.idlingSince();
                out.putLong(idling == null ? Long.MIN_VALUE : idling);
            }
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /** @throws IllegalArgumentException for bytes of another form */
    public static MotionState state(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        var version = in.get();
        if (version != VERSION) {
            throw new IllegalArgumentException("a state is kept in the unknown form " + version);
        }
        return new MotionState(fix(in), fix(in), fix(in), mode(in));
    }

    private static Mode mode(ByteBuffer in) {
        if (in.get() == MOVING) {
            var since = in.getLong();
            var size = in.get();
            var kept = new ArrayList<MotionFix>(size);
            for (int i = 0; i < size; i++) {
                kept.add(present(fix(in)));
            }
            return new Moving(since, kept, fix(in));
        }
        var from = in.getLong();
        var latitude = in.getInt();
        var longitude = in.getInt();
        var inside = present(fix(in));
        var idling = in.getLong();
        return new Stopped(from, latitude, longitude, inside, idling == Long.MIN_VALUE ? null : idling);
    }

    private static void put(ByteBuffer out, @Nullable MotionFix fix) {
        if (fix == null) {
            out.put(ABSENT);
            return;
        }
        var ignition = fix.ignition();
        var kind = ignition == null ? UNKNOWN_IGNITION : ignition ? IGNITION_ON : IGNITION_OFF;
        out.put((byte) (fix.hasSpeed() ? kind | WITH_SPEED : kind));
        out.putLong(fix.at()).putInt(fix.latitude()).putInt(fix.longitude());
        if (fix.hasSpeed()) {
            out.putFloat(fix.speedKph());
        }
    }

    private static @Nullable MotionFix fix(ByteBuffer in) {
        var kind = in.get();
        if (kind == ABSENT) {
            return null;
        }
        Boolean ignition = switch (kind & ~WITH_SPEED) {
            case IGNITION_ON -> true;
            case IGNITION_OFF -> false;
            default -> null;
        };
        return new MotionFix(
                in.getLong(), in.getInt(), in.getInt(), ignition, (kind & WITH_SPEED) == 0 ? Float.NaN : in.getFloat());
    }

    private static MotionFix present(@Nullable MotionFix fix) {
        if (fix == null) {
            throw new IllegalArgumentException("a state is cut short");
        }
        return fix;
    }
}
