package dev.watchtower.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The embedded PostgreSQL of a program that was started in a folder, as its owner sees it. */
record EmbeddedServer(Path folder) {
    DataSource dataSource() {
        try {
            var port = Files.readAllLines(postmasterFile()).get(3);
            var password =
                    Files.readString(folder.resolve("data/secrets/postgres")).strip();
            var url = "jdbc:postgresql://localhost:" + port + "/postgres?currentSchema=dev";
            return new DriverManagerDataSource(url, "postgres", password);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JdbcClient database() {
        return JdbcClient.create(dataSource());
    }

    ProcessHandle postmaster() {
        try {
            var pid = Files.readAllLines(postmasterFile()).getFirst();
            return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Kills the postmaster; its children notice and end. */
    void kill() {
        postmaster().destroyForcibly();
    }

    void killWithChildren() {
        Stream.concat(Stream.of(postmaster()), postmaster().descendants())
                .toList()
                .forEach(ProcessHandle::destroyForcibly);
    }

    private Path postmasterFile() {
        return folder.resolve("data/pg/postmaster.pid");
    }
}
