package dev.watchtower.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.boot.SpringApplication;

/**
 * One real PostgreSQL for the whole run, with as many databases as are asked for. The system property {@code
 * watchtower.test.postgres} names a folder with the binaries of another version than the program's own.
 */
public final class TestPostgres {
    private static final String BINARIES = System.getProperty("watchtower.test.postgres");
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final AtomicBoolean OUTLIVES_CONTEXTS = new AtomicBoolean();
    private static final Path SOCKETS = temporaryFolder();
    private static final EmbeddedPostgres SERVER = start();

    private TestPostgres() {}

    public static int port() {
        return SERVER.getPort();
    }

    /** The folder of the server's Unix socket. */
    public static Path sockets() {
        return SOCKETS;
    }

    /** The JDBC address of a new, empty database. */
    public static String newDatabase() {
        var name = "wt" + DATABASES.incrementAndGet();
        execute("create database " + name);
        return "jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name + "?user=postgres";
    }

    /** Contexts talk to it until they are closed, which Spring does when the run ends. */
    static void stopAfterContexts() {
        if (!OUTLIVES_CONTEXTS.getAndSet(true)) {
            SpringApplication.getShutdownHandlers().add(TestPostgres::stop);
        }
    }

    /** Does this as the server's superuser. */
    public static void execute(String sql) {
        try (var connection = SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static EmbeddedPostgres start() {
        try {
            var builder = EmbeddedPostgres.builder()
                    .setServerConfig("unix_socket_directories", SOCKETS.toString())
                    .setServerConfig("max_connections", "1000") // each context that Spring keeps has its pools
                    .setRegisterShutdownHook(false);
            if (BINARIES != null) {
                builder.setPgBinaryResolver((system, machine) -> binaries());
            }
            var server = builder.start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                if (!OUTLIVES_CONTEXTS.get()) {
                    stop();
                }
            }));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void stop() {
        try {
            SERVER.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream binaries() throws IOException {
        try (var files = Files.list(Path.of(BINARIES))) {
            return Files.newInputStream(files.filter(file -> file.toString().endsWith(".txz"))
                    .findFirst()
                    .orElseThrow());
        }
    }

    private static Path temporaryFolder() {
        try {
            var folder = Files.createTempDirectory("wt");
            folder.toFile().deleteOnExit();
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
