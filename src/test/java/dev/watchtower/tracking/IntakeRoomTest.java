package dev.watchtower.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.watchtower.platform.Problem;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class IntakeRoomTest {
    private final PositionReader reader =
            new PositionReader(JsonMapper.builder().build());
    private final IntakeRoom room = new IntakeRoom(5);

    @Test
    void whatIsReadAtOnceIsLimitedInPositions() throws Exception {
        try (var first = room.enter();
                var second = room.enter()) {
            assertThat(reader.read(body(4), first)).hasSize(4);
            refuses(2, second);
        }
        try (var alone = room.enter()) {
            assertThat(reader.read(body(5), alone)).hasSize(5);
        }
        try (var alone = room.enter()) {
            refuses(6, alone);
        }
        try (var alone = room.enter()) {
            assertThat(reader.read(body(5), alone)).hasSize(5);
        }
    }

    private void refuses(int items, IntakeRoom.Place place) {
        assertThatExceptionOfType(Problem.class)
                .isThrownBy(() -> reader.read(body(items), place))
                .satisfies(
                        problem -> assertThat(problem.getStatusCode().value()).isEqualTo(503));
    }

    private static ByteArrayInputStream body(int items) {
        return new ByteArrayInputStream(
                Collections.nCopies(items, "{}").toString().getBytes(StandardCharsets.UTF_8));
    }
}
