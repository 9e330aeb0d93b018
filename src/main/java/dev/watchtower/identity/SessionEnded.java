package dev.watchtower.identity;

import java.util.UUID;

/** A session was ended: whatever was opened in it closes. Told inside this process, after the commit. */
public record SessionEnded(UUID organization, UUID session) {}
