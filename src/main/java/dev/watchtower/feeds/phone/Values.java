package dev.watchtower.feeds.phone;

import dev.watchtower.tracking.GeoPoint;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Single values as phones write them: null where there is none, or none that makes sense. */
final class Values {
    /** Above this a count of digits is milliseconds since 1970, not seconds (as Traccar reads it). */
    private static final double MOST_SECONDS = 1L << 31;

    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");
    private static final double FASTEST_KPH = 300;
    private static final double LARGEST_RADIUS_METERS = 100_000_000;
    private static final int LONGEST = 64;

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+([.,]\\d*)?|[.,]\\d+)([eE][-+]?\\d{1,3})?");
    private static final Pattern BLANK_FOR_T = Pattern.compile("^(\\d{4}-\\d{2}-\\d{2}) (?=\\d)");
    /** A plus sign that a URL's decoding took. */
    private static final Pattern BLANK_FOR_PLUS = Pattern.compile(" (?=\\d{2}:?\\d{2}$)");

    private static final Pattern OFFSET_WITHOUT_COLON = Pattern.compile("([-+]\\d{2})(\\d{2})$");
    private static final Pattern ACTIVITY = Pattern.compile("[a-z_]{1,32}");
    /** No invisible characters, which would make one id look like another. */
    private static final Pattern NAME = Pattern.compile("[^\\p{Cc}\\p{Cf}\\p{Cs}]{1,256}");

    private Values() {}

    /** A finite number; its decimal point may be a comma. */
    static @Nullable Double number(@Nullable String text) {
        if (text == null
                || text.length() > LONGEST
                || !NUMBER.matcher(text.strip()).matches()) {
            return null;
        }
        var number = Double.parseDouble(text.strip().replace(',', '.'));
        return Double.isFinite(number) ? number : null;
    }

    static @Nullable Boolean flag(@Nullable String text) {
        return switch (text == null ? "" : text.strip().toLowerCase(Locale.ROOT)) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default -> null;
        };
    }

    /**
     * A time in any of the forms in use: seconds or milliseconds since 1970, ISO 8601, or with a blank for its T. Where
     * it carries no zone, it is UTC.
     */
    static @Nullable Instant time(@Nullable String given) {
        if (given == null || given.length() > LONGEST) {
            return null;
        }
        var text = given.strip();
        var count = number(text);
        var time = count == null ? calendar(text) : sinceEpoch(count);
        return time == null || time.isBefore(Instant.EPOCH) || time.isAfter(LATEST) ? null : time;
    }

    private static Instant sinceEpoch(double count) {
        return Instant.ofEpochMilli(Math.round(count < MOST_SECONDS ? count * 1_000 : count));
    }

    private static @Nullable Instant calendar(String text) {
        var withT = BLANK_FOR_T.matcher(text).replaceFirst("$1T");
        var withPlus = BLANK_FOR_PLUS.matcher(withT).replaceFirst("+");
        var withColon =
                withPlus.contains("T") ? OFFSET_WITHOUT_COLON.matcher(withPlus).replaceFirst("$1:$2") : withPlus;
        try {
            var parsed = DateTimeFormatter.ISO_DATE_TIME.parseBest(
                    withColon.replace(" ", ""), OffsetDateTime::from, LocalDateTime::from);
            return parsed instanceof OffsetDateTime zoned
                    ? zoned.toInstant()
                    : LocalDateTime.from(parsed).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** A place on the Earth; (0, 0) is what receivers say before they know any. */
    static @Nullable GeoPoint point(@Nullable Double latitude, @Nullable Double longitude) {
        if (latitude == null || longitude == null || latitude == 0 && longitude == 0) {
            return null;
        }
        try {
            return new GeoPoint(latitude, longitude);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A speed that a truck can have, to the hundredth; senders say -1 where they do not know. */
    static @Nullable Double speedKph(@Nullable Double value, double kphPerUnit) {
        return value == null ? null : within(Math.round(value * kphPerUnit * 100) / 100.0, FASTEST_KPH);
    }

    static @Nullable Double headingDegrees(@Nullable Double value) {
        return value == null ? null : within(value, 360);
    }

    static @Nullable Double accuracyMeters(@Nullable Double value) {
        return value == null ? null : within(value, LARGEST_RADIUS_METERS);
    }

    /** @param full what stands for a full battery: 1 or 100 */
    static @Nullable Integer batteryPercent(@Nullable Double value, double full) {
        var percent = value == null ? null : within(value / full * 100, 100);
        return percent == null ? null : (int) Math.round(percent);
    }

    static @Nullable String activity(@Nullable String text) {
        var word = text == null ? "" : text.strip().toLowerCase(Locale.ROOT);
        return ACTIVITY.matcher(word).matches() ? word : null;
    }

    /** Among alarms, of which a message may name several, the call for help. */
    static boolean sos(@Nullable String alarms) {
        return alarms != null
                && Stream.of(alarms.split(",")).anyMatch(one -> one.strip().equalsIgnoreCase("sos"));
    }

    static @Nullable String deviceId(@Nullable String text) {
        var name = text == null ? "" : text.strip();
        return NAME.matcher(name).matches() ? name : null;
    }

    private static @Nullable Double within(double value, double most) {
        return value >= 0 && value <= most ? value : null;
    }
}
