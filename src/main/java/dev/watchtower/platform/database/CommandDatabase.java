package dev.watchtower.platform.database;

import dev.watchtower.platform.DataFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * The database as its owner, for a command that runs beside the program or in its place: no pools, no tenancy. A test
 * holds the list of classes that may name this one.
 */
public final class CommandDatabase implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofMinutes(1);

    private final DatabaseAddress address;
    private final String schema;
    private final Runnable stop;
    private @Nullable RequestRole role;

    private CommandDatabase(DatabaseAddress address, String schema, Runnable stop) {
        this.address = address;
        this.schema = schema;
        this.stop = stop;
        SpringApplication.getShutdownHandlers().add(stop);
    }

    /**
     * The database of a program that may be running. The embedded server of one that is not is started, and stopped by
     * {@link #close}.
     *
     * @throws DatabaseStartFailure when there is none, or it does not answer
     */
    public static CommandDatabase existing(Environment environment) {
        var settings = settings(environment);
        if (!settings.embedded()) {
            return own(settings);
        }
        var root = dataFolder(environment);
        if (!EmbeddedDatabase.isIn(root)) {
            throw new DatabaseStartFailure(
                    "There is no database in the data folder " + root
                            + ". Name its folder with WATCHTOWER_DATA, or a PostgreSQL of your own with DATABASE_URL.",
                    null);
        }
        var data = new DataFolder(root);
        return EmbeddedDatabase.startUnlessInUse(data)
                .map(server -> embedded(server, settings))
                .orElseGet(() ->
                        new CommandDatabase(RunningEmbeddedDatabase.await(data, LIMIT), settings.schema(), () -> {}));
    }

    /**
     * The database of no program: the embedded server is made where there is none yet.
     *
     * @throws DatabaseStartFailure when a program runs on the embedded one, or the server does not answer
     */
    public static CommandDatabase alone(Environment environment) {
        var settings = settings(environment);
        return settings.embedded()
                ? embedded(EmbeddedDatabase.start(new DataFolder(dataFolder(environment))), settings)
                : own(settings);
    }

    private static CommandDatabase own(DatabaseSettings settings) {
        var address = settings.address();
        OwnServer.await(address, LIMIT);
        return new CommandDatabase(address, settings.schema(), () -> {});
    }

    private static CommandDatabase embedded(EmbeddedDatabase server, DatabaseSettings settings) {
        return new CommandDatabase(server.address(), settings.schema(), () -> {
            try {
                server.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static DatabaseSettings settings(Environment environment) {
        return Binder.get(environment).bindOrCreate("watchtower.database", DatabaseSettings.class);
    }

    private static Path dataFolder(Environment environment) {
        return Path.of(environment.getRequiredProperty("watchtower.data"))
                .toAbsolutePath()
                .normalize();
    }

    /** A new connection. What limits a request's statements does not hold for it. */
    public Connection connect() throws SQLException {
        return address.connect(options());
    }

    /** The schema that holds all tables. */
    public String schema() {
        return schema;
    }

    /** For people: where the server is, and nothing secret. */
    public String shown() {
        return address.shown();
    }

    /**
     * Makes sure of the role that requests work under; before {@link #migrate}.
     *
     * @throws DatabaseStartFailure with the statements to run by hand where this login may not make roles
     */
    public void makeRole() {
        role = RequestRole.ensure(address, schema, false);
    }

    /** Migrates the schema up to a version, or as far as this program knows. */
    public void migrate(@Nullable String version) {
        Objects.requireNonNull(role, "the role is made first");
        var flyway = flyway().placeholders(Map.of("role", role.name()));
        if (version != null) {
            flyway.target(MigrationVersion.fromVersion(version));
        }
        flyway.load().migrate();
    }

    /** Whether this program knows this version of the schema. */
    public boolean knows(String version) {
        var asked = MigrationVersion.fromVersion(version);
        for (var migration : flyway().load().info().all()) {
            if (asked.equals(migration.getVersion())) {
                return true;
            }
        }
        return false;
    }

    /** Drops all that is in the schema. */
    public void empty() {
        flyway().cleanDisabled(false).load().clean();
    }

    private FluentConfiguration flyway() {
        return Flyway.configure().dataSource(address.dataSource(options())).schemas(schema);
    }

    private String options() {
        return "-c search_path=" + schema + " -c statement_timeout=0 -c idle_in_transaction_session_timeout=0";
    }

    @Override
    public void close() {
        SpringApplication.getShutdownHandlers().remove(stop);
        stop.run();
    }
}
