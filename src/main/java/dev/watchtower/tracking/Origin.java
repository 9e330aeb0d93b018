package dev.watchtower.tracking;

/** How a fact came about. Only live ones that are not old may notify anyone. */
public enum Origin {
    /** By a fix newer than all before it. */
    LIVE,
    /** By a fix that came after newer ones. */
    LATE,
    /** By a file of the past. */
    IMPORT,
    /** By the sample fleet. */
    SAMPLE;

    static Origin of(Source source, boolean live) {
        return switch (source) {
            case API, PHONE -> live ? LIVE : LATE;
            case IMPORT -> IMPORT;
            case SAMPLE -> SAMPLE;
        };
    }
}
