package dev.watchtower.fleet;

import java.util.Set;
import java.util.UUID;

/** The names by which a sender may mean a truck. */
public record TruckKeys(UUID id, String truckNumber, Set<String> deviceIds, boolean archived) {}
