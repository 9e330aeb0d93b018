package dev.watchtower.fleet;

import java.util.Set;
import java.util.UUID;

/**
 * The names by which a sender may mean a truck.
 *
 * @param sample whether it is of the sample fleet
 * @param version counts the truck's saves: news of an older one is old news
 */
public record TruckKeys(
        UUID id, String truckNumber, Set<String> deviceIds, boolean archived, boolean sample, long version) {}
