package dev.watchtower.identity;

import java.util.UUID;

/** A person who can sign in. */
public record User(UUID id, String userName, String email) {}
