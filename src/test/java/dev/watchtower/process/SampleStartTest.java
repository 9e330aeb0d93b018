package dev.watchtower.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.watchtower.testing.Client;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sample fleet of a program that was started with nothing configured. */
class SampleStartTest {
    private static final String PASSWORD = "correct horse battery";
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void itIsMadeAtTheFirstStartAndGoesOnAfterAKillUntilItIsRemoved() throws Exception {
        var program = start("auto");
        var client = signIn(program);
        assertThat(sample(client)).isIn("making", "driving");
        await().atMost(LIMIT).until(() -> positions() > 100_000);
        program.kill(); // while it is being made

        program = start("auto");
        var again = signIn(program);
        await().atMost(LIMIT).until(() -> sample(again).equals("driving"));
        var made = positions();
        assertThat(made).isGreaterThan(500_000);
        assertThat(count("select count(*) from trucks where sample")).isEqualTo(50);
        await().atMost(LIMIT).until(() -> positions() > made); // it drives on
        await().atMost(LIMIT).until(() -> count("select count(distinct truck_id) from motion_episodes") == 50);

        assertThat(again.delete("/api/v1/sample").status()).isEqualTo(202);
        await().atMost(LIMIT).until(() -> positions() < made / 2);
        program.kill(); // while it is being removed

        program = start("auto");
        var last = signIn(program);
        await().atMost(LIMIT).until(() -> sample(last).equals("removed"));
        assertThat(count("select count(*) from trucks")).isZero();
        assertThat(positions()).isZero();
        program.terminate();

        program = start("auto");
        assertThat(sample(signIn(program))).isEqualTo("removed");
        program.terminate();
    }

    @Test
    void itIsNeitherMadeWhereItIsOffNorBesideTrucks() throws Exception {
        try (var program = start("off")) {
            var client = signIn(program);
            assertThat(sample(client)).isEqualTo("none");
            client.addTruck("875");
        }
        try (var program = start("auto")) {
            var client = signIn(program);
            assertThat(sample(client)).isEqualTo("none");
            assertThat(client.delete("/api/v1/sample").status()).isEqualTo(404);
        }
    }

    private Program start(String sample) {
        return Program.start(folder, Map.of("WATCHTOWER_ADMIN_PASSWORD", PASSWORD, "WATCHTOWER_SAMPLE", sample));
    }

    private static Client signIn(Program program) {
        return program.client().signIn("admin", PASSWORD);
    }

    private static String sample(Client client) {
        return client.get("/api/v1/sample").json().get("state").asString();
    }

    private long positions() {
        return count("select count(*) from vehicle_positions");
    }

    private long count(String sql) {
        return new EmbeddedServer(folder).database().sql(sql).query(Long.class).single();
    }
}
