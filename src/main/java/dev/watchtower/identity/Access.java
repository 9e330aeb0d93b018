package dev.watchtower.identity;

import dev.watchtower.platform.Problem;
import dev.watchtower.platform.Tenancy;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * Who acts in this thread, for which organization, and what he may do. It is bound for each request that comes with an
 * access token or an API key; jobs, feeds, phones and share links bind {@link #system} themselves. Where nothing is bound, whatever
 * asks for a permission is refused.
 */
public record Access(Actor actor, UUID organization, Set<Permission> permissions) {
    /** Who acts. */
    public sealed interface Actor {}

    public record Person(UUID user, UUID session) implements Actor {}

    /** A service that comes with an API key. */
    public record Key(UUID id) implements Actor {}

    /** The program itself. */
    public record System() implements Actor {}

    private static final ScopedValue<Access> CURRENT = ScopedValue.newInstance();
    private static final System SYSTEM = new System();
    private static final Set<Permission> ALL = Collections.unmodifiableSet(Permission.ofOrganization());

    /** Does the work as this one, for his organization; whatever the work throws comes out unchanged. */
    <T extends @Nullable Object, X extends Throwable> T in(ScopedValue.CallableOp<T, X> work) throws X {
        return Tenancy.in(organization, () -> ScopedValue.where(CURRENT, this).call(work));
    }

    /** Does the work as the program itself, which may do everything in the organization. */
    public static <T extends @Nullable Object, X extends Throwable> T system(
            UUID organization, ScopedValue.CallableOp<T, X> work) throws X {
        return new Access(SYSTEM, organization, ALL).in(work);
    }

    /** Does the work as the program itself, which may do everything in the organization. */
    public static void runSystem(UUID organization, Runnable work) {
        system(organization, () -> {
            work.run();
            return null;
        });
    }

    /** Whoever acts; empty where nobody is bound, as while someone signs in. */
    static Optional<Access> bound() {
        return CURRENT.isBound() ? Optional.of(current()) : Optional.empty();
    }

    /**
     * Whoever acts.
     *
     * @throws IllegalStateException where nobody is bound, or the thread works for another organization meanwhile
     */
    public static Access current() {
        if (!CURRENT.isBound()) {
            throw new IllegalStateException("nobody acts: this belongs into a signed-in request or Access.system");
        }
        var access = CURRENT.get();
        if (!access.organization.equals(Tenancy.organization())) {
            throw new IllegalStateException("what one may do in an organization holds in no other");
        }
        return access;
    }

    /**
     * The person who acts: for what concerns the person alone, such as the own sessions.
     *
     * @throws Problem 403 where it is an API key
     */
    public static Person person() {
        if (current().actor instanceof Person person) {
            return person;
        }
        throw Problem.of(
                HttpStatus.FORBIDDEN, "people-only", "This is for people who are signed in, not for API keys.");
    }

    /**
     * Whether whoever acts may do this.
     *
     * @throws IllegalStateException where nobody is bound
     */
    public static boolean permits(Permission permission) {
        return current().permissions.contains(permission);
    }

    /**
     * Goes on only where whoever acts may do this: the first line of each service method that requests reach.
     *
     * @throws Problem 403 where he may not
     * @throws IllegalStateException where nobody is bound
     */
    public static void require(Permission permission) {
        if (!permits(permission)) {
            throw Problem.of(
                            HttpStatus.FORBIDDEN,
                            "forbidden",
                            "You may not " + permission.deed() + " here: that takes the permission " + permission.word()
                                    + ".")
                    .with("permission", permission.word());
        }
    }
}
