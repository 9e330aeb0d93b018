package dev.watchtower.feeds.csv;

import dev.watchtower.platform.DataFolder;
import dev.watchtower.platform.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** The uploaded files that wait to be read or are being read. */
@Component
class ImportFiles {
    private static final Logger log = LoggerFactory.getLogger(ImportFiles.class);
    private static final Duration RETRY = Duration.ofMinutes(1);

    private final Path folder;

    ImportFiles(DataFolder data) {
        folder = data.folder("imports");
    }

    Path of(UUID id) {
        return folder.resolve(id.toString());
    }

    boolean exists(UUID id) {
        return Files.exists(of(id));
    }

    /**
     * Keeps the file for good: when this returns, it survives a loss of power. How many bytes it has.
     *
     * @throws Problem 503 where the disk does not take it
     */
    long keep(UUID id, InputStream content) {
        var file = of(id);
        try {
            var size = Files.copy(content, file);
            force(file, StandardOpenOption.WRITE);
            if (!System.getProperty("os.name").startsWith("Windows")) {
                force(folder, StandardOpenOption.READ); // the folder's entry of it, which Windows keeps by itself
            }
            return size;
        } catch (IOException e) {
            log.warn("import_not_kept import={} cause={}", id, e.toString());
            throw Problem.unavailable(
                    "The file cannot be kept just now: the server's disk may be full. Send it again later.", RETRY, e);
        }
    }

    void delete(UUID id) {
        try {
            Files.deleteIfExists(of(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void force(Path path, StandardOpenOption how) throws IOException {
        try (var channel = FileChannel.open(path, how)) {
            channel.force(true);
        }
    }
}
