package dev.watchtower.platform;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Where the request that this thread serves comes from: the address, as far as trusted proxies tell it, and the id under
 * which its answer, its log lines and its row of the audit log are found.
 */
public record RequestOrigin(String requestId, String address) {
    /** The header that tells a request's id, in the answer and, if its sender chose one, in the request. */
    public static final String HEADER = "X-Request-Id";

    /** The name of the id in log lines and problem details. */
    public static final String FIELD = "requestId";

    private static final Pattern SANE = Pattern.compile("[A-Za-z0-9._-]{8,64}");
    private static final ScopedValue<RequestOrigin> CURRENT = ScopedValue.newInstance();

    /** @param given what the sender calls the request; another id is made where that is no short plain word */
    public static RequestOrigin of(@Nullable String given, String address) {
        var id = given != null && SANE.matcher(given).matches()
                ? given
                : Ids.next().toString();
        return new RequestOrigin(id, address);
    }

    /** Does the work as part of the request; whatever the work throws comes out unchanged. */
    public <T extends @Nullable Object, X extends Throwable> T serve(ScopedValue.CallableOp<T, X> work) throws X {
        try (var logged = MDC.putCloseable(FIELD, requestId)) {
            return ScopedValue.where(CURRENT, this).call(work);
        }
    }

    /** Of this thread's request; empty for jobs, and for what is done at the start. */
    public static Optional<RequestOrigin> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }
}
