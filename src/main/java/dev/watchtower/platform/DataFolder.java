package dev.watchtower.platform;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.function.Supplier;

/** The folder that holds what this program keeps outside the database, and the embedded database itself. */
public final class DataFolder {
    /** The folder cannot be made or written. */
    public static final class Unusable extends RuntimeException {
        Unusable(Path folder, IOException cause) {
            super(
                    "The folder " + folder + " cannot be made ("
                            + cause.getClass().getSimpleName() + "). Name another data folder with WATCHTOWER_DATA.",
                    cause);
        }
    }

    private final Path root;

    /** @throws Unusable when the folder cannot be made */
    public DataFolder(Path root) {
        this.root = root.toAbsolutePath().normalize();
        make(this.root);
        folder("secrets");
    }

    public Path root() {
        return root;
    }

    /** A folder of this name, made when missing. */
    public Path folder(String name) {
        var folder = root.resolve(name);
        make(folder);
        return folder;
    }

    /** Makes a folder that no other user of the machine can look into. */
    private void make(Path folder) {
        try {
            if (!Files.isDirectory(folder)) {
                Files.createDirectories(folder);
                closeToOthers(folder);
            }
        } catch (IOException e) {
            throw new Unusable(folder, e);
        }
    }

    /** Lets no other user of the machine look into the folder. */
    public void closeToOthers(Path folder) throws IOException {
        if (posix()) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    /** Where the secret of this name is kept. */
    public Path secretFile(String name) {
        return root.resolve("secrets").resolve(name);
    }

    /** The secret of this name; where there is none yet, the given one is kept first. */
    public String secret(String name, Supplier<String> made) {
        var file = secretFile(name);
        try {
            if (!Files.exists(file)) {
                keepSecret(name, made.get());
            }
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** Keeps a secret in a file that only this user can read (mode 0600), whole or not at all. */
    public void keepSecret(String name, String value) {
        var file = secretFile(name);
        var draft = file.resolveSibling(name + ".new");
        try {
            Files.deleteIfExists(draft);
            if (posix()) {
                Files.createFile(
                        draft, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            } else {
                Files.createFile(draft);
            }
            try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                channel.write(ByteBuffer.wrap((value + "\n").getBytes(StandardCharsets.UTF_8)));
                channel.force(true);
            }
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private boolean posix() {
        return root.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
