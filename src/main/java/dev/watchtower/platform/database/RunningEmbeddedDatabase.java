package dev.watchtower.platform.database;

import dev.watchtower.platform.DataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The embedded server of another program, which runs on the data folder now. It is only talked to. */
final class RunningEmbeddedDatabase {
    private static final Duration RETRY = Duration.ofMillis(200);

    private RunningEmbeddedDatabase() {}

    /**
     * Where it answers. One that is just starting, or being started again, is given time.
     *
     * @throws DatabaseStartFailure when it does not answer within the limit, or is another server
     */
    static DatabaseAddress await(DataFolder data, Duration limit) {
        var deadline = System.nanoTime() + limit.toNanos();
        Exception last = null;
        while (true) {
            try {
                var address = address(data);
                if (address != null) {
                    return proved(address, data);
                }
            } catch (SQLException | IOException e) {
                last = e;
            }
            if (System.nanoTime() > deadline) {
                throw new DatabaseStartFailure(
                        "A Watchtower runs on the data folder " + data.root() + ", but its database does not answer"
                                + (last == null ? "." : " (" + last.getMessage() + ").")
                                + " That program's log says why.",
                        last);
            }
            LockSupport.parkNanos(RETRY.toNanos());
        }
    }

    private static @Nullable DatabaseAddress address(DataFolder data) throws IOException {
        var port = Postmaster.look(EmbeddedDatabase.cluster(data.root()))
                .flatMap(Postmaster::port)
                .orElse(null);
        if (port == null) {
            return null;
        }
        var password =
                Files.readString(data.secretFile(EmbeddedDatabase.PASSWORD)).strip();
        return DatabaseAddress.ofHost("localhost", port, EmbeddedDatabase.USER)
                .loginAs(EmbeddedDatabase.USER, password);
    }

    private static DatabaseAddress proved(DatabaseAddress address, DataFolder data) throws SQLException, IOException {
        try (var connection = address.connect("")) {
            if (!Postmaster.serves(connection, EmbeddedDatabase.cluster(data.root()))) {
                throw new IOException("another server has its port");
            }
            return address;
        }
    }
}
