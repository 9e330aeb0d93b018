package dev.watchtower.platform.database;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * How large the embedded server may grow on its machine. With few checkpoints each page is written in full to the log
 * less often, which is most of what a steady intake writes; a start after a crash reads at most that log again.
 *
 * @param bufferMegabytes PostgreSQL's shared_buffers
 * @param logMegabytes its max_wal_size
 */
record EmbeddedDatabaseSize(long bufferMegabytes, long logMegabytes) {
    private static final long MEGABYTE = 1 << 20;
    private static final long PART_OF_MEMORY = 8;
    private static final long PART_OF_DISK = 10;
    private static final String CHECKPOINT_TIMEOUT = "15min";

    /** What suits a machine with so much memory, and so much room on the disk, in bytes. */
    static EmbeddedDatabaseSize of(long memory, long room) {
        return new EmbeddedDatabaseSize(
                Math.clamp(memory / PART_OF_MEMORY / MEGABYTE, 128, 1_024),
                Math.clamp(room / PART_OF_DISK / MEGABYTE, 512, 8_192));
    }

    /** What suits this machine, or the container, and the disk that the folder is on. */
    static EmbeddedDatabaseSize here(Path folder) throws IOException {
        var memory =
                ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
        return of(memory, Files.getFileStore(folder).getUsableSpace());
    }

    Map<String, String> serverSettings() {
        return Map.of(
                "shared_buffers", bufferMegabytes + "MB",
                "max_wal_size", logMegabytes + "MB",
                "checkpoint_timeout", CHECKPOINT_TIMEOUT);
    }
}
