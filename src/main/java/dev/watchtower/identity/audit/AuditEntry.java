package dev.watchtower.identity.audit;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A row of the audit log.
 *
 * @param actorId of the user or API key; null for the program itself and for strangers
 * @param actorName as it was then
 * @param address where the request came from; null where there was none
 * @param action such as {@code truck.update}
 * @param refused whether it was refused; then {@code after} holds the {@code reason}
 * @param before what was there, null where there was nothing
 * @param after what was there then, null where there was nothing any more
 * @param also what the same request did on the way to it
 */
record AuditEntry(
        UUID id,
        Instant at,
        ActorKind actorKind,
        @Nullable UUID actorId,
        String actorName,
        @Nullable String address,
        @Nullable String requestId,
        String action,
        boolean refused,
        String subjectKind,
        @Nullable String subjectId,
        @Nullable Map<String, @Nullable Object> before,
        @Nullable Map<String, @Nullable Object> after,
        List<AuditAct> also) {
    enum ActorKind {
        @JsonProperty("user")
        USER,
        @JsonProperty("key")
        KEY,
        @JsonProperty("system")
        SYSTEM,
        @JsonProperty("stranger")
        STRANGER
    }

    record AuditAct(
            String action, String subjectKind, @Nullable String subjectId) {}
}
