package dev.watchtower.platform.settings;

import java.util.List;

/** The program cannot start with these settings; each fault names the setting as its user writes it. */
class WrongSettings extends RuntimeException {
    WrongSettings(List<String> faults) {
        super("These settings are wrong:\n  - " + String.join("\n  - ", faults));
    }
}
