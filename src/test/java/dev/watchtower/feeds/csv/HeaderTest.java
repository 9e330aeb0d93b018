package dev.watchtower.feeds.csv;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderTest {
    @Test
    void headingsThatOccurTwiceAreToldApart() {
        assertThat(Header.of(List.of("time", "truck", "time", "", " lat ", "time", "", "time (2)")))
                .isEqualTo(new Header(
                        List.of("time", "truck", "time (2)", "column 4", "lat", "time (3)", "column 7", "time (2) (2)"),
                        true));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "truck;time;lat;lon                                | true",
                "Fahrzeug;Wann;Breite;Länge                        | true",
                "vehicle;time;1;2                                  | true",
                "A 7;2026-09-01 05:30:00;38,01;23,81               | false",
                "A 7;yesterday;38.01;-23.81                        | false",
                "A 7;2026-09-01T05:30:00Z;north;east               | false",
                "A 7;05:30;+38;23;y                                | false",
                "unit;1788229800;38.01;23.81                       | false"
            })
    void aFirstLineThatHoldsValuesNamesNoColumns(String line, boolean given) {
        var header = Header.of(List.of(line.split(";")));
        assertThat(header.given()).isEqualTo(given);
        if (!given) {
            assertThat(header.names()).startsWith("column 1", "column 2");
        }
    }
}
