package dev.watchtower.fleet;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Whether a truck is in use. */
public enum ServiceStatus {
    OPERATIONAL,
    MAINTENANCE,
    OUT_OF_SERVICE;

    /** As in JSON and addresses. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** @throws IllegalArgumentException when the word names no status */
    @JsonCreator
    public static ServiceStatus of(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("must be one of "
                        + Arrays.stream(values()).map(ServiceStatus::word).collect(Collectors.joining(", "))));
    }
}
