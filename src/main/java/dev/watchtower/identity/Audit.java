package dev.watchtower.identity;

import dev.watchtower.identity.keys.ActingKey;
import dev.watchtower.platform.Ids;
import dev.watchtower.platform.RequestOrigin;
import dev.watchtower.platform.Tenancy;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the audit log of the organization on whose behalf the thread works: one row for each transaction that changes
 * something, none for positions.
 */
@Service
public class Audit {
    private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|token|hash|credential)");
    private static final int MOST_BESIDE = 100;

    private record Act(
            String action, String subjectKind, @Nullable String subjectId) {}

    private record Actor(String kind, @Nullable UUID id) {}

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final TransactionTemplate joining;
    private final TransactionTemplate own;

    Audit(JdbcClient jdbc, JsonMapper json, Clock clock, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.joining = new TransactionTemplate(transactions);
        this.own = new TransactionTemplate(transactions);
        own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    /**
     * Notes what the thread's actor does; written with the transaction under way, and only if that commits, or in one of
     * its own where there is none. Of several acts in one transaction the last, which is the outermost, names the row; the
     * others are listed in it.
     *
     * @param action words such as {@code truck.update}: what it is done to, then what is done
     * @param subjectKind such as {@code truck}
     * @param before what was there, as JSON tells it; null: nothing was. Fields that are named after secrets are left out.
     * @param after what is there now; null: nothing is
     */
    public void record(
            String action,
            String subjectKind,
            @Nullable Object subjectId,
            @Nullable Object before,
            @Nullable Object after) {
        note(actor(), new Act(action, subjectKind, text(subjectId)), values(before), values(after));
    }

    /** As {@link #record}, for what a user does who is just proving who he is: a sign-in, a new password by link. */
    public void recordBy(
            UUID user,
            String action,
            String subjectKind,
            @Nullable Object subjectId,
            @Nullable Object before,
            @Nullable Object after) {
        note(new Actor("user", user), new Act(action, subjectKind, text(subjectId)), values(before), values(after));
    }

    /**
     * Notes what was refused, in a transaction of its own, which stays when that of the request is rolled back.
     *
     * @param reason for people, without anything secret
     */
    public void refused(String action, String subjectKind, @Nullable Object subjectId, String reason) {
        var act = new Act(action, subjectKind, text(subjectId));
        own.executeWithoutResult(
                status -> insert(actor(), act, true, null, values(Map.of("reason", reason)), List.of()));
    }

    private void note(Actor actor, Act act, @Nullable String before, @Nullable String after) {
        joining.executeWithoutResult(status -> row().take(actor, act, before, after));
    }

    /** Of the transaction under way. */
    private Row row() {
        return TransactionSynchronizationManager.getSynchronizations().stream()
                .filter(Row.class::isInstance)
                .map(Row.class::cast)
                .findFirst()
                .orElseGet(() -> {
                    var row = new Row();
                    TransactionSynchronizationManager.registerSynchronization(row);
                    return row;
                });
    }

    private final class Row implements TransactionSynchronization {
        private final List<Act> acts = new ArrayList<>();
        private @Nullable Runnable write;

        void take(Actor actor, Act act, @Nullable String before, @Nullable String after) {
            var beside = acts.stream().limit(MOST_BESIDE).toList();
            acts.add(act);
            write = () -> insert(actor, act, false, before, after, beside);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            if (write != null) {
                write.run();
            }
        }
    }

    private void insert(
            Actor actor, Act act, boolean refused, @Nullable String before, @Nullable String after, List<Act> beside) {
        var origin = RequestOrigin.current();
        jdbc.sql("""
                        insert into audit_log (id, organization_id, actor_kind, actor_id, actor_name, address, request_id,
                            action, refused, subject_kind, subject_id, before, after, also, created_at)
                        values (:id, :organization, :actorKind, :actor,
                            coalesce((select user_name from users where id = :actor),
                                (select name from api_keys where id = :actor), :actorKind), :address, :request,
                            :action, :refused, :subjectKind, :subject, cast(:before as jsonb), cast(:after as jsonb),
                            cast(:also as jsonb), :now)""")
                .param("id", Ids.next())
                .param("organization", Tenancy.organization())
                .param("actorKind", actor.kind())
                .param("actor", actor.id())
                .param("address", origin.map(RequestOrigin::address).orElse(null))
                .param("request", origin.map(RequestOrigin::requestId).orElse(null))
                .param("action", act.action())
                .param("refused", refused)
                .param("subjectKind", act.subjectKind())
                .param("subject", act.subjectId())
                .param("before", before)
                .param("after", after)
                .param("also", beside.isEmpty() ? null : json.writeValueAsString(beside))
                .param("now", clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Actor actor() {
        var authentication = SecurityContextHolder.getContext().getAuthentication();
        if (authentication != null && authentication.getPrincipal() instanceof Jwt token) {
            return new Actor("user", Asker.of(token).user());
        }
        if (authentication != null && authentication.getPrincipal() instanceof ActingKey key) {
            return new Actor("key", key.id());
        }
        return new Actor(RequestOrigin.current().isPresent() ? "stranger" : "system", null);
    }

    private @Nullable String values(@Nullable Object values) {
        return values == null ? null : withoutSecrets(json.valueToTree(values)).toString();
    }

    private static JsonNode withoutSecrets(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(object.propertyNames().stream()
                    .filter(name -> SECRET.matcher(name).matches())
                    .toList());
        }
        node.forEach(Audit::withoutSecrets);
        return node;
    }

    private static @Nullable String text(@Nullable Object id) {
        return id == null ? null : id.toString();
    }
}
