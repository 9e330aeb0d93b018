package dev.watchtower.identity;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person who can sign in.
 *
 * @param name as others are shown it
 * @param userName to sign in by; null: by e-mail only
 */
record User(UUID id, String name, @Nullable String userName, String email) {}
