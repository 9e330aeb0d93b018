package dev.watchtower.feeds.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTimesTest {
    @ParameterizedTest
    @CsvSource({
        "2026-09-01T02:30:00Z,        2026-09-01T02:30:00Z",
        "2026-09-01t02:30:00z,        2026-09-01T02:30:00Z",
        "2026-09-01 02:30:00Z,        2026-09-01T02:30:00Z",
        "2026-09-01 02:30:00 UTC,     2026-09-01T02:30:00Z",
        "2026-09-01T05:30:00+03:00,   2026-09-01T02:30:00Z",
        "2026-09-01T05:30:00+0300,    2026-09-01T02:30:00Z",
        "2026-09-01T02:30:00.250Z,    2026-09-01T02:30:00.250Z",
        "2026-09-01T02:30Z,           2026-09-01T02:30:00Z",
        "1788229800,                  2026-09-01T02:30:00Z",
        "1788229800250,               2026-09-01T02:30:00.250Z"
    })
    void aTimeWithItsZoneIsRead(String text, Instant meant) {
        assertThat(new CsvTimes(null).parse(text)).isEqualTo(meant);
        assertThat(new CsvTimes(ZoneId.of("America/New_York")).parse(text)).isEqualTo(meant);
    }

    @Test
    void aTimeWithoutAZoneIsReadInTheOneChosen() {
        var athens = new CsvTimes(ZoneId.of("Europe/Athens"));
        assertThat(athens.parse("2026-09-01 05:30:00")).isEqualTo(Instant.parse("2026-09-01T02:30:00Z"));
        assertThat(athens.parse("2026-12-01T04:30:00")).isEqualTo(Instant.parse("2026-12-01T02:30:00Z"));
    }

    @Test
    void aTimeWithoutAZoneIsRefusedWhereNoneIsChosen() {
        assertThatThrownBy(() -> new CsvTimes(null).parse("2026-09-01 05:30:00"))
                .hasMessageContaining("has no time zone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "01/09/2026 05:30",
                "2026-13-01T00:00:00Z",
                "2026-09-01",
                "12345",
                "99999999999999"
            })
    void anythingElseIsNotATime(String text) {
        assertThatThrownBy(() -> new CsvTimes(null).parse(text)).hasMessageContaining("is not one such as");
    }
}
