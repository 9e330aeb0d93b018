package dev.watchtower.feeds.sample;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** @param mode whether there is a sample fleet */
@Validated
@ConfigurationProperties("watchtower.sample-fleet")
record SampleSettings(Mode mode) {
    /** When the sample fleet is made; it is made once and never again. */
    enum Mode {
        /** Where the database is the embedded one and has no trucks. */
        AUTO,
        /** Everywhere, also beside real trucks. */
        ON,
        /** Nowhere, and one that was made stands still. */
        OFF
    }
}
