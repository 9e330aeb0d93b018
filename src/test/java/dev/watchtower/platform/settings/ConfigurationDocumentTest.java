package dev.watchtower.platform.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ConfigurationDocumentTest {
    @Test
    void everySettingIsInTheDocumentAndNoOther() throws IOException {
        var read = names("src/main/resources/application.yaml", "\\$\\{([A-Z][A-Z0-9_]*)");
        var documented = names("docs/configuration.md", "(?m)^\\| `([A-Z][A-Z0-9_]*)`");
        assertThat(documented).isEqualTo(read);
    }

    private static Set<String> names(String file, String pattern) throws IOException {
        return Pattern.compile(pattern)
                .matcher(Files.readString(Path.of(file)))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
