package dev.watchtower.feeds.csv;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the times that files hold: ISO 8601 with a T or a space between date and time, with or without an offset, and
 * seconds or milliseconds since 1970.
 */
final class CsvTimes {
    private static final Pattern UNIX = Pattern.compile("\\d{9,13}");
    private static final int SECONDS_DIGITS = 10;
    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHmm", "Z")
            .optionalEnd()
            .toFormatter();

    private final @Nullable ZoneId zone;

    /** @param zone of times that carry none; null: such times are refused */
    CsvTimes(@Nullable ZoneId zone) {
        this.zone = zone;
    }

    /** @throws IllegalArgumentException with the reason for the sender */
    Instant parse(String text) {
        return switch (read(text)) {
            case Instant instant -> instant;
            case OffsetDateTime time -> time.toInstant();
            case TemporalAccessor local -> inZone(LocalDateTime.from(local), text);
        };
    }

    static boolean isTime(String text) {
        try {
            read(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Whether this is a time, and one that only a chosen zone makes a moment. */
    static boolean lacksZone(String text) {
        try {
            return read(text) instanceof LocalDateTime;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private Instant inZone(LocalDateTime local, String text) {
        if (zone == null) {
            throw new IllegalArgumentException(
                    "time " + text + " has no time zone: choose the one that the file's times are in");
        }
        return local.atZone(zone).toInstant();
    }

    /** An Instant, OffsetDateTime or LocalDateTime. */
    private static TemporalAccessor read(String text) {
        if (UNIX.matcher(text).matches()) {
            var number = Long.parseLong(text);
            return text.length() <= SECONDS_DIGITS ? Instant.ofEpochSecond(number) : Instant.ofEpochMilli(number);
        }
        try {
            var iso = text.endsWith(" UTC") ? text.substring(0, text.length() - 4) + "Z" : text;
            iso = iso.length() > 10 && iso.charAt(10) == ' ' ? iso.substring(0, 10) + "T" + iso.substring(11) : iso;
            return FORMAT.parseBest(iso, OffsetDateTime::from, LocalDateTime::from);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("time " + text + " is not one such as 2026-11-21 14:06:32", e);
        }
    }
}
