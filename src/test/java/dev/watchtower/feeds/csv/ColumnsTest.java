package dev.watchtower.feeds.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private static final Header HEADER = Header.of(List.of("unit", "time", "time", "lat", "lon", "speed", "acc"));

    @Test
    void columnsAreGuessedByTheirHeadings() {
        assertThat(places(Map.of()))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        Column.TRUCK, 0,
                        Column.RECORDED_AT, 1,
                        Column.LATITUDE, 3,
                        Column.LONGITUDE, 4,
                        Column.SPEED_KPH, 5,
                        Column.IGNITION, 6));
    }

    @Test
    void theSecondOfTwoEqualHeadingsCanBeChosen() {
        assertThat(places(Map.of("recordedAt", "time (2)"))).containsEntry(Column.RECORDED_AT, 2);
    }

    @Test
    void aFieldCanBeSaidNotToBeInTheFile() {
        assertThat(places(Map.of("speedKph", "", "ignition", " ")))
                .doesNotContainKeys(Column.SPEED_KPH, Column.IGNITION);
    }

    @Test
    void aGuessTakesNoColumnThatTheMappingGivesToAnotherField() {
        assertThat(places(Map.of("accuracyMeters", "acc")))
                .containsEntry(Column.ACCURACY_METERS, 6)
                .doesNotContainKey(Column.IGNITION);
    }

    @Test
    void aMappingThatCannotBeMeantIsRefused() {
        assertThatThrownBy(() -> places(Map.of("wheels", "unit"))).hasMessageContaining("none of ours");
        assertThatThrownBy(() -> places(Map.of("truck", "nowhere"))).hasMessageContaining("not in the file");
        assertThatThrownBy(() -> places(Map.of("truck", "unit", "recordedAt", "unit")))
                .hasMessageContaining("two fields");
    }

    @Test
    void aNeededColumnIsMissedByItsFieldsName() {
        var without = Columns.of(',', HEADER, Map.of("truck", "", "latitude", ""));
        assertThatThrownBy(() -> without.refuseMissing(HEADER))
                .hasMessageContaining("truck, latitude. The first line must name the columns");
        assertThatCode(() -> Columns.of(',', HEADER, Map.of()).refuseMissing(HEADER))
                .doesNotThrowAnyException();
        var numbered = Header.of(List.of("7", "2026-09-01T05:30:00Z", "38.1", "23.8"));
        assertThatThrownBy(() -> Columns.of(',', numbered, Map.of()).refuseMissing(numbered))
                .hasMessageContaining("it is a position already");
    }

    private static Map<Column, Integer> places(Map<String, String> mapping) {
        return Columns.of(',', HEADER, mapping).places();
    }
}
