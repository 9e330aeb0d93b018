package dev.watchtower.platform.backup;

import dev.watchtower.platform.DataFolder;
import dev.watchtower.platform.database.CommandDatabase;
import dev.watchtower.platform.database.DatabaseStartFailure;
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
 * What can be asked of the program on the command line instead of a start: {@code backup <file>} and {@code restore
 * <file>}. Settings are read and checked as at a start; nothing else of the program is made.
 */
public final class Commands {
    private static final String OVERWRITE = "--overwrite";
    private static final String USAGE = """
            Without a word Watchtower starts. Else:
              backup <file> [--overwrite]   saves the whole database in a file, encrypted with BACKUP_KEY
              restore <file>                brings a backup back into an empty database""";

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
        var known = asked.equals("backup") || asked.equals("restore") && !overwrite;
        if (!known || words.size() != 2 || words.get(1).startsWith("--")) {
            terminal.accept("This cannot be done: " + String.join(" ", words) + "\n" + USAGE);
            return 1;
        }
        var file = Path.of(words.get(1)).toAbsolutePath().normalize();
        try (var context = settingsOnly().run(settings.toArray(String[]::new))) {
            var environment = context.getEnvironment();
            if (asked.equals("backup")) {
                new Backup(key(environment), version(), terminal)
                        .write(file, overwrite, () -> CommandDatabase.existing(environment));
            } else {
                new Restore(key(environment), terminal).read(file, () -> CommandDatabase.alone(environment));
            }
            return 0;
        } catch (BackupFailure | DatabaseStartFailure | DataFolder.Unusable e) {
            terminal.accept(String.valueOf(e.getMessage()));
            return 1;
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
