package dev.watchtower.platform.backup;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a command was asked for, and what its terminal and exit code said. */
record Asked(int exitCode, String output) {
    static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";

    static Asked backup(String url, Path file, String... more) {
        return run(url, "dev", KEY, List.of("backup", file.toString()), more);
    }

    static Asked restore(String url, String schema, Path file) {
        return run(url, schema, KEY, List.of("restore", file.toString()));
    }

    static Asked run(String url, String schema, String key, List<String> words, String... more) {
        var lines = new ArrayList<String>();
        var arguments = new ArrayList<>(words);
        arguments.addAll(List.of(more));
        arguments.addAll(List.of(
                "--watchtower.database.url=" + url,
                "--watchtower.database.schema=" + schema,
                "--watchtower.backup.key=" + key));
        var code = new Commands(lines::add).run(arguments.toArray(String[]::new));
        return new Asked(code, String.join("\n", lines));
    }
}
