package dev.watchtower.platform;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The organization on whose behalf this thread works. A transaction begins only inside {@link #in}; the database then
 * shows and takes rows of that organization alone.
 */
public final class Tenancy {
    private static final ScopedValue<UUID> ORGANIZATION = ScopedValue.newInstance();

    private Tenancy() {}

    /** Does the work for the organization; whatever the work throws comes out unchanged. */
    public static <T extends @Nullable Object, X extends Throwable> T in(
            UUID organization, ScopedValue.CallableOp<T, X> work) throws X {
        return ScopedValue.where(ORGANIZATION, organization).call(work);
    }

    /** Does the work for the organization. */
    public static void run(UUID organization, Runnable work) {
        ScopedValue.where(ORGANIZATION, organization).run(work);
    }

    /**
     * The organization of this thread.
     *
     * @throws IllegalStateException outside {@link #in}
     */
    public static UUID organization() {
        if (!ORGANIZATION.isBound()) {
            throw new IllegalStateException("no organization: work on its rows belongs inside Tenancy.in");
        }
        return ORGANIZATION.get();
    }
}
