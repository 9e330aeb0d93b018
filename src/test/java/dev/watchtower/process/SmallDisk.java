package dev.watchtower.process;

import dev.watchtower.testing.Skip;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file system of its own, in memory and of a fixed size, so that a disk can be seen to run full. */
final class SmallDisk implements AutoCloseable {
    private static final int CHUNK = 1 << 20;

    private final Path place;
    private final Path ballast;

    private SmallDisk(Path place) {
        this.place = place;
        this.ballast = place.resolve("ballast");
    }

    /** Mounts one there; skips the test where this is not allowed. */
    static SmallDisk mount(Path place, int megabytes) throws IOException, InterruptedException {
        Files.createDirectories(place);
        Skip.unless(
                done("mount", "-t", "tmpfs", "-o", "mode=0700,size=" + megabytes + "m", "tmpfs", place.toString()),
                "a disk that runs full: this user may not mount a tmpfs");
        return new SmallDisk(place);
    }

    /** Leaves no room for a single byte. */
    void fill() throws IOException {
        try (var channel = FileChannel.open(ballast, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
            while (true) {
                channel.write(ByteBuffer.allocate(CHUNK));
            }
        } catch (IOException e) {
            if (Files.getFileStore(place).getUsableSpace() > CHUNK) {
                throw e;
            }
        }
    }

    void free() throws IOException {
        Files.deleteIfExists(ballast);
    }

    /** Takes it out of sight at once, and away when nobody uses it any more. */
    @Override
    public void close() throws IOException, InterruptedException {
        if (!done("umount", "--lazy", place.toString())) {
            throw new IOException(place + " cannot be unmounted");
        }
    }

    private static boolean done(String... command) throws InterruptedException {
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false; // there is no such command
        }
    }
}
