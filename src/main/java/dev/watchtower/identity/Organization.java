package dev.watchtower.identity;

import com.fasterxml.jackson.annotation.JsonProperty;
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
        UUID id, String name, Type type, String timeZone, String country, Units units, String locale) {

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
}
