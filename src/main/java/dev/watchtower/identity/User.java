package dev.watchtower.identity;

import java.util.UUID;

/** A person who can sign in. */
record User(UUID id, String userName, String email) {}
