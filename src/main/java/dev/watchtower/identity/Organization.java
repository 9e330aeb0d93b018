package dev.watchtower.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.temporal.WeekFields;
import java.util.Locale;
import java.util.UUID;

/**
 * A tenant: one company with its fleet.
 *
 * @param timeZone IANA name, in which its days begin
 * @param country ISO 3166-1 alpha-2
 * @param units in which its people read distances
 * @param locale BCP 47
 */
public record Organization(
        UUID id,
        String name,
        Type type,
        String timeZone,
        String country,
        Units units,
        String locale,
        FirstDayOfWeek firstDayOfWeek) {

    /** A transporter drives; a client has its goods driven. */
    public enum Type {
        @JsonProperty("transporter")
        TRANSPORTER,
        @JsonProperty("client")
        CLIENT
    }

    public enum Units {
        @JsonProperty("metric")
        METRIC,
        @JsonProperty("imperial")
        IMPERIAL
    }

    public enum FirstDayOfWeek {
        @JsonProperty("monday")
        MONDAY,
        @JsonProperty("saturday")
        SATURDAY,
        @JsonProperty("sunday")
        SUNDAY;

        /** As it is the custom there. */
        static FirstDayOfWeek in(Locale locale) {
            return switch (WeekFields.of(locale).getFirstDayOfWeek()) {
                case SATURDAY -> SATURDAY;
                case SUNDAY -> SUNDAY;
                case MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY -> MONDAY;
            };
        }
    }
}
