package dev.watchtower.platform.backup;

import dev.watchtower.platform.DataFolder;
import dev.watchtower.platform.database.CommandDatabase;
import dev.watchtower.platform.database.DatabaseStartFailure;
import dev.watchtower.platform.encryption.KeyRotation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * What can be asked of the program on the command line instead of a start: {@code backup <file>}, {@code restore
 * <file>} and {@code rotate-keys}. Settings are read and checked as at a start; nothing else of the program is made.
 */
public final class Commands {
    private static final String OVERWRITE = "--overwrite";
    private static final String USAGE = """
            Without a word Watchtower starts. Else:
              backup <file> [--overwrite]   saves the whole database in a file, encrypted with BACKUP_KEY
              restore <file>                brings a backup back into an empty database
              rotate-keys                   encrypts every secret anew with the first key of ENCRYPTION_KEY""";

    private final Consumer<String> terminal;

    /** @param terminal takes the lines for the person who asked */
    public Commands(Consumer<String> terminal) {
        this.terminal = terminal;
    }

    /** Whether the arguments hold more than settings ({@code --name=value}). */
    public static boolean areIn(String[] arguments) {
        return Stream.of(arguments).anyMatch(argument -> !argument.startsWith("--"));
    }

    /**
     * Does what is asked.
     *
     * @return the exit code: 0 when it is done, 1 when it is not and a sentence has said why
     */
    public int run(String... arguments) {
        var words = new ArrayList<String>();
        var settings = new ArrayList<String>();
        for (var argument : arguments) {
            (argument.startsWith("--") && argument.contains("=") ? settings : words).add(argument);
        }
        var overwrite = words.remove(OVERWRITE);
        var asked = words.isEmpty() ? "" : words.getFirst();
        var known = switch (asked) {
            case "backup" -> namesFile(words);
            case "restore" -> namesFile(words) && !overwrite;
            case "rotate-keys" -> words.size() == 1 && !overwrite;
            default -> false;
        };
        if (!known) {
            terminal.accept("This cannot be done: " + String.join(" ", words) + "\n" + USAGE);
            return 1;
        }
        try (var context = settingsOnly().run(settings.toArray(String[]::new))) {
            var environment = context.getEnvironment();
            switch (asked) {
                case "backup" ->
                    new Backup(key(environment), version(), terminal)
                            .write(file(words), overwrite, () -> CommandDatabase.existing(environment));
                case "restore" ->
                    new Restore(key(environment), terminal).read(file(words), () -> CommandDatabase.alone(environment));
                default -> {
                    return rotated(environment) ? 0 : 1;
                }
            }
            return 0;
        } catch (BackupFailure | DatabaseStartFailure | DataFolder.Unusable e) {
            terminal.accept(String.valueOf(e.getMessage()));
            return 1;
        }
    }

    private static boolean namesFile(List<String> words) {
        return words.size() == 2 && !words.get(1).startsWith("--");
    }

    private static Path file(List<String> words) {
        return Path.of(words.get(1)).toAbsolutePath().normalize();
    }

    private boolean rotated(Environment environment) {
        var rotation = new KeyRotation(environment, terminal);
        try (var database = CommandDatabase.existing(environment)) {
            return rotation.run(database);
        }
    }

    private static SpringApplication settingsOnly() {
        var application = new SpringApplication(NoBeans.class);
        application.setWebApplicationType(WebApplicationType.NONE);
        application.setInitializers(List.of()); // one of them starts the embedded database
        application.setLogStartupInfo(false);
        return application;
    }

    private static BackupKey key(Environment environment) {
        return BackupKey.of(Binder.get(environment).bindOrCreate("watchtower.backup", BackupSettings.class));
    }

    private static String version() {
        return Objects.requireNonNullElse(Commands.class.getPackage().getImplementationVersion(), "development");
    }

    private static final class NoBeans {}
}
