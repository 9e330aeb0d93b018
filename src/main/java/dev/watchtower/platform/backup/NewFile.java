package dev.watchtower.platform.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.springframework.boot.SpringApplication;

/**
 * A file that only this user can read (mode 0600). It is written beside its place, under its name with {@code .part},
 * and moved there when it is whole and on disk; else nothing is left.
 */
final class NewFile implements AutoCloseable {
    private final Path place;
    private final Path part;
    private final FileChannel channel;
    private final boolean overwrite;
    private final Runnable discard = this::discard;
    private volatile boolean kept;

    private NewFile(Path place, Path part, FileChannel channel, boolean overwrite) {
        this.place = place;
        this.part = part;
        this.channel = channel;
        this.overwrite = overwrite;
        SpringApplication.getShutdownHandlers().add(discard);
    }

    /** @throws BackupFailure when the file exists and is not to be replaced, or cannot be made */
    static NewFile open(Path place, boolean overwrite) {
        refuseExisting(place, overwrite);
        var part = place.resolveSibling(place.getFileName() + ".part");
        try {
            var channel = FileChannel.open(
                    part, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), onlyForThisUser(part));
            if (channel.tryLock() == null) {
                channel.close();
                throw busy(part);
            }
            channel.truncate(0);
            return new NewFile(place, part, channel, overwrite);
        } catch (OverlappingFileLockException e) {
            throw busy(part);
        } catch (NoSuchFileException e) {
            throw new BackupFailure("There is no folder " + place.getParent() + ".", e);
        } catch (IOException e) {
            throw new BackupFailure("The file " + part + " cannot be written: " + reason(e) + ".", e);
        }
    }

    OutputStream stream() {
        return Channels.newOutputStream(channel);
    }

    /** Its size so far, in bytes. */
    long size() throws IOException {
        return channel.size();
    }

    /** Puts it into its place. */
    void keep() throws IOException {
        channel.force(true);
        refuseExisting(place, overwrite);
        Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
        kept = true;
        if (onlyForThisUser(place).length > 0) { // a folder can be opened where there are such rights
            try (var folder = FileChannel.open(place.getParent(), StandardOpenOption.READ)) {
                folder.force(true);
            }
        }
    }

    @Override
    public void close() {
        SpringApplication.getShutdownHandlers().remove(discard);
        discard();
    }

    private void discard() {
        try {
            if (!kept) {
                Files.deleteIfExists(part); // before the lock goes: the next one's is not to be deleted
            }
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String reason(IOException e) {
        return e instanceof FileSystemException failure && failure.getReason() != null
                ? failure.getReason()
                : e.getClass().getSimpleName() + " " + e.getMessage();
    }

    private static void refuseExisting(Path place, boolean overwrite) {
        if (Files.isDirectory(place)) {
            throw new BackupFailure(place + " is a folder. Name a file in it.", null);
        }
        if (!overwrite && Files.exists(place)) {
            throw new BackupFailure(
                    "The file " + place + " exists. Name another, or replace it with --overwrite.", null);
        }
    }

    private static BackupFailure busy(Path part) {
        return new BackupFailure("Another backup is being written to " + part + ".", null);
    }

    private static FileAttribute<?>[] onlyForThisUser(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}
