package dev.watchtower.fleet;

import java.util.Set;
import java.util.UUID;

/** Trucks are no more, nor is anything that was known of them. Told inside this process, after the commit. */
public record TrucksDeleted(UUID organization, Set<UUID> trucks) {}
