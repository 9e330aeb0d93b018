package dev.watchtower.platform;

import java.util.Optional;

/**
 * The street map that the operator has named.
 *
 * @param styleUrl of a MapLibre style; empty where there is none
 */
public record StreetMap(Optional<String> styleUrl) {}
