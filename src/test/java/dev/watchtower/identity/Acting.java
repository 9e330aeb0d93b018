package dev.watchtower.identity;

import java.util.Set;
import java.util.UUID;

/** Acts as someone with other permissions than any role has. */
public final class Acting {
    private Acting() {}

    public static void as(UUID user, UUID organization, Set<Permission> permissions, Runnable work) {
        new Access(new Access.Person(user, UUID.randomUUID()), organization, permissions).in(() -> {
            work.run();
            return null;
        });
    }
}
