package dev.watchtower.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Server;
import dev.watchtower.testing.Skip;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Runs browser tests of web/e2e against a server of the test's. */
final class Playwright {
    private Playwright() {}

    /**
     * @param environment for the tests, beside the server's address and its administrator
     * @param options of Playwright's test command
     */
    static void run(Server server, Map<String, String> environment, String... options) throws Exception {
        var chromium = chromium();
        if (chromium == null && System.getenv("CI") != null) {
            throw new AssertionError("Chromium is missing, and under CI the browser tests must run");
        }
        Skip.unless(chromium != null, "the browser tests: no Chromium was found (set CHROMIUM to its path)");
        var command = new ArrayList<>(List.of("node", "node_modules/@playwright/test/cli.js", "test"));
        command.addAll(List.of(options));
        // Of its own for each run: others go on beside it, and Playwright empties its folder.
        var results = Files.createTempDirectory(Path.of("target"), "playwright").toAbsolutePath();
        command.add("--output=" + results);
        var log = Path.of(results + ".log");
        var tests = new ProcessBuilder(command)
                .directory(new File("web"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        tests.environment().put("BASE_URL", server.url());
        tests.environment().put("CHROMIUM", chromium);
        tests.environment().put("ADMIN_USER", Server.USER);
        tests.environment().put("ADMIN_PASSWORD", Server.PASSWORD);
        tests.environment().putAll(environment);
        var process = tests.start();
        try {
            assertThat(process.waitFor(18, TimeUnit.MINUTES))
                    .as("the browser tests end")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue()).as(() -> read(log)).isZero();
    }

    private static String chromium() {
        return Stream.of(
                        System.getenv("CHROMIUM"),
                        "/usr/bin/chromium",
                        "/usr/bin/chromium-browser",
                        "/usr/bin/google-chrome")
                .filter(path -> path != null && new File(path).canExecute())
                .findFirst()
                .orElse(null);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "no log: " + e;
        }
    }
}
