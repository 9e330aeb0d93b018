package dev.watchtower.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * The PostgreSQL that serves a data folder, known by {@code postmaster.pid} in it (lines: process id, data folder, start
 * time, port).
 */
record Postmaster(ProcessHandle process, List<String> lines) {
    private static final int PORT_LINE = 3;
    private static final Duration LOOK = Duration.ofMillis(20);

    /** The one that runs, if there is one. A file left by a dead one is removed: only for who holds the folder's lock. */
    static Optional<Postmaster> of(Path cluster) throws IOException {
        var running = look(cluster);
        if (running.isEmpty()) {
            Files.deleteIfExists(file(cluster));
        }
        return running;
    }

    /** The one that runs, if there is one. Nothing is touched. */
    static Optional<Postmaster> look(Path cluster) throws IOException {
        if (!Files.exists(file(cluster))) {
            return Optional.empty();
        }
        List<String> lines = Files.readAllLines(file(cluster));
        return lines.isEmpty()
                ? Optional.empty()
                : ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                        .filter(process -> runs(process) && isPostgres(process))
                        .map(process -> new Postmaster(process, lines));
    }

    /** Whether the server at the other end of the connection keeps its data in this folder. */
    static boolean serves(Connection connection, Path cluster) throws SQLException, IOException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery("show data_directory")) {
            row.next();
            return Path.of(row.getString(1)).toRealPath().equals(cluster.toRealPath());
        }
    }

    private static Path file(Path cluster) {
        return cluster.resolve("postmaster.pid");
    }

    long pid() {
        return process.pid();
    }

    boolean runs() {
        return runs(process);
    }

    /** Empty while it is still starting. */
    Optional<Integer> port() {
        return lines.size() > PORT_LINE
                ? Optional.of(Integer.parseInt(lines.get(PORT_LINE).strip()))
                : Optional.empty();
    }

    /** Whether it ended within the limit. */
    boolean awaitEnd(Duration limit) {
        return awaitEnd(process, limit);
    }

    /**
     * Kills what a dead one left running: queries that have not noticed yet. While they use the folder no server starts
     * on it, and nobody waits for their answers any more.
     *
     * @param engine where the server's program files lie; no other server's processes run from there
     */
    static void killRemnants(Path engine, Duration limit) throws IOException {
        var home = engine.toRealPath();
        var remnants = ProcessHandle.allProcesses()
                .filter(process -> process.info()
                        .command()
                        .filter(command -> Path.of(command).startsWith(home))
                        .isPresent())
                .toList();
        remnants.forEach(ProcessHandle::destroyForcibly);
        remnants.forEach(process -> awaitEnd(process, limit));
    }

    private static boolean awaitEnd(ProcessHandle process, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        while (runs(process)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return true;
    }

    /** A dead process that nobody has asked for its exit code yet (in a container, often for ever) counts as alive. */
    private static boolean runs(ProcessHandle process) {
        if (!process.isAlive()) {
            return false;
        }
        try {
            var state = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            return !state.substring(state.lastIndexOf(')')).startsWith(") Z");
        } catch (IOException e) {
            return process.isAlive(); // not Linux, or it has gone just now
        }
    }

    private static boolean isPostgres(ProcessHandle process) {
        return process.info()
                .command()
                .map(command -> command.contains("postgres"))
                .orElse(true);
    }
}
