package dev.watchtower.tracking;

import java.util.Locale;

/** By which way a position came in. The number is what is stored: never reuse one. */
public enum Source {
    API(1),
    IMPORT(2),
    /** The simulated fleet. */
    SAMPLE(3),
    PHONE(4);

    private final short code;

    Source(int code) {
        this.code = (short) code;
    }

    short code() {
        return code;
    }

    static Source of(short code) {
        for (var source : values()) {
            if (source.code == code) {
                return source;
            }
        }
        throw new IllegalStateException("a position is stored with the unknown source " + code);
    }

    /** As in JSON. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
