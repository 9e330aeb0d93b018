package dev.watchtower.fleet;

import java.util.UUID;

/** A truck was added, changed, archived or restored. Told inside this process, after the commit. */
public record TruckSaved(UUID organization, TruckKeys truck) {}
