package dev.watchtower.identity.keys;

import java.util.UUID;

/** A key was revoked or got another secret. Told inside this process, after the commit. */
record KeyChanged(UUID key) {}
