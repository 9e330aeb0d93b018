package dev.watchtower.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class UtcTimeTest {
    @Property
    void readsWhatTheFormatterReads(
            @ForAll @LongRange(min = -62_135_596_800L, max = 253_402_300_799L) long second,
            @ForAll @IntRange(max = 999_999_999) int nanos) {
        var time = Instant.ofEpochSecond(second, nanos);
        assertThat(UtcTime.read(time.toString())).isEqualTo(time);
    }

    @Test
    void aFractionMayHaveAnyNumberOfDecimals() {
        for (var text :
                List.of("2026-11-21T14:06:32.5Z", "2026-11-21T14:06:32.000000001Z", "2024-02-29T23:59:59.12Z")) {
            assertThat(UtcTime.read(text)).isEqualTo(OffsetDateTime.parse(text).toInstant());
        }
    }

    @Test
    void leavesEverythingElseToTheFormatter() {
        for (var text : List.of(
                "",
                "Z",
                "2026-11-21T14:06:32",
                "2026-11-21T14:06:32+02:00",
                "2026-11-21T14:06Z",
                "2026-11-21 14:06:32Z",
                "2026-13-21T14:06:32Z",
                "2025-02-29T14:06:32Z",
                "2026-11-21T24:00:00Z",
                "2026-11-21T14:06:60Z",
                "2026-11-21T14:06:32.Z",
                "2026-11-21T14:06:32.1234567890Z",
                "2026-11-21T14:06:32.-5Z",
                "2026-11-21T14:06:3٣Z",
                "+2026-11-21T14:06:32Z")) {
            assertThat(UtcTime.read(text)).as(text).isNull();
        }
    }
}
