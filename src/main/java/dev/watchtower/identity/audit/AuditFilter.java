package dev.watchtower.identity.audit;

import dev.watchtower.platform.Problem;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of the audit log are asked for.
 *
 * @param actor an id, a name, or {@code system} or {@code stranger}
 * @param action such as {@code truck.update}, or its first word for all that begin with it
 * @param subject an id
 * @param from the first moment
 * @param to the moment after the last
 * @param q text found anywhere in a row
 */
record AuditFilter(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String subject,
        @Nullable Boolean refused,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String q) {
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final String SEARCH = """
            (l.actor_name ilike :q or l.action ilike :q or l.subject_kind ilike :q or l.subject_id ilike :q
             or l.address ilike :q or l.request_id ilike :q or l.before::text ilike :q or l.after::text ilike :q)""";

    AuditFilter {
        if (from != null && to != null && !from.isBefore(to)) {
            throw Problem.badField("to", "must be after from");
        }
    }

    /** The condition in SQL; puts in the parameters that it names. */
    String where(Map<String, Object> parameters) {
        var where = new StringBuilder("true");
        if (isGiven(actor)) {
            if (UUID_FORM.matcher(actor).matches()) {
                where.append(" and l.actor_id = :actor");
                parameters.put("actor", UUID.fromString(actor));
            } else {
                where.append(" and (l.actor_kind = :actor or lower(l.actor_name) = lower(:actor))");
                parameters.put("actor", actor);
            }
        }
        if (isGiven(action)) {
            where.append(" and (l.action = :action or l.action > :action || '.' and l.action < :action || '/')");
            parameters.put("action", action);
        }
        if (isGiven(subject)) {
            where.append(" and l.subject_id = :subject");
            parameters.put("subject", subject);
        }
        if (refused != null) {
            where.append(" and l.refused = :refused");
            parameters.put("refused", refused);
        }
        if (from != null) {
            where.append(" and l.created_at >= :from");
            parameters.put("from", from.atOffset(ZoneOffset.UTC));
        }
        if (to != null) {
            where.append(" and l.created_at < :to");
            parameters.put("to", to.atOffset(ZoneOffset.UTC));
        }
        if (q != null && isGiven(q)) {
            where.append(" and ").append(SEARCH);
            parameters.put("q", "%" + q.strip().replaceAll("([\\\\%_])", "\\\\$1") + "%");
        }
        return where.toString();
    }

    private static boolean isGiven(@Nullable String word) {
        return word != null && !word.isBlank();
    }
}
