package dev.watchtower.process;

import dev.watchtower.testing.Client;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The program as a process of its own, started in a folder as its users start it. */
final class Program implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("Watchtower is ready: (http://localhost:\\d+)");
    private static final Duration START_LIMIT = Duration.ofSeconds(90);

    private final Process process;
    private final Path log;

    private Program(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /** Starts it; {@link #url} waits until it is ready. */
    static Program start(Path folder, Map<String, String> settings) {
        var environment = new HashMap<>(settings);
        environment.putIfAbsent("PORT", "0");
        environment.putIfAbsent("BCRYPT_COST", "4");
        environment.putIfAbsent("WATCHTOWER_SAMPLE", "off");
        environment.putIfAbsent("RATE_LIMIT_PER_MINUTE", "1000000");
        environment.putIfAbsent("USER_RATE_LIMIT_PER_MINUTE", "1000000");
        return startAsIs(folder, environment);
    }

    /** Starts it with these settings and no others, and with these words on its command line. */
    static Program startAsIs(Path folder, Map<String, String> settings, String... words) {
        try {
            Files.createDirectories(folder);
            var log = Files.createTempFile(folder, "log", ".txt");
            var command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    classPath(),
                    "dev.watchtower.Watchtower"));
            command.addAll(List.of(words));
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(settings);
            return new Program(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address, once it is ready. */
    String url() {
        var deadline = System.nanoTime() + START_LIMIT.toNanos();
        while (System.nanoTime() < deadline) {
            var ready = READY.matcher(output());
            if (ready.find()) {
                return ready.group(1);
            }
            if (!process.isAlive()) {
                throw new IllegalStateException("it ended: " + output());
            }
            pause();
        }
        throw new IllegalStateException("it is not ready: " + output());
    }

    Client client() {
        return Client.of(url());
    }

    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has ended by itself; its exit code. */
    int exitCode() throws InterruptedException {
        if (!process.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("it goes on: " + output());
        }
        return process.exitValue();
    }

    /** Ends it as a user does. */
    int terminate() throws InterruptedException {
        process.destroy();
        return exitCode();
    }

    /** Ends it as a power cut does. */
    void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Halts it as a machine that is out of breath does, until {@link #resume}. */
    void suspend() throws IOException, InterruptedException {
        signal("-STOP");
    }

    void resume() throws IOException, InterruptedException {
        signal("-CONT");
    }

    private void signal(String signal) throws IOException, InterruptedException {
        var kill = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
        if (kill.waitFor() != 0) {
            throw new IllegalStateException("kill " + signal + " ended with " + kill.exitValue());
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        terminate();
    }

    private void pause() {
        try {
            process.waitFor(100, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Without the tests' own classes and settings. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                        .split(File.pathSeparator))
                .filter(entry -> !entry.endsWith("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
