package dev.watchtower.identity;

import dev.watchtower.platform.Ids;
import dev.watchtower.platform.RequestOrigin;
import dev.watchtower.platform.Tenancy;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Rows of the audit log, as they are stored. */
@Repository
class AuditWriter {
    private static final Pattern SECRET = Pattern.compile("(?i).*(password|secret|token|hash|credential)");
    private static final int MOST_OTHERS = 100;

    /** What is done, and to what. */
    record Act(String action, String subjectKind, @Nullable String subjectId) {
        static Act of(String action, String subjectKind, @Nullable Object subjectId) {
            return new Act(action, subjectKind, subjectId == null ? null : subjectId.toString());
        }
    }

    /** Who does it. */
    record Actor(String kind, @Nullable UUID id) {
        static final Actor STRANGER = new Actor("stranger", null);

        static Actor user(UUID id) {
            return new Actor("user", id);
        }

        static Actor of(Access access) {
            return switch (access.actor()) {
                case Access.Person person -> user(person.user());
                case Access.Key key -> new Actor("key", key.id());
                case Access.System system -> new Actor("system", null);
            };
        }
    }

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    AuditWriter(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @param others what was done on the way to it, in the same transaction */
    void write(
            Actor actor, Act act, boolean refused, @Nullable String before, @Nullable String after, List<Act> others) {
        var origin = RequestOrigin.current();
        jdbc.sql("""
                        insert into audit_log (id, organization_id, actor_kind, actor_id, actor_name, address, request_id,
                            action, refused, subject_kind, subject_id, before, after, also, created_at)
                        values (:id, :organization, :actorKind, :actor,
                            coalesce((select name from users where id = :actor),
                                (select name from api_keys where id = :actor),
                                case when :actorKind = 'user' then 'platform administrator' else :actorKind end),
                            :address, :request, :action, :refused, :subjectKind, :subject,
                            cast(:before as jsonb), cast(:after as jsonb), cast(:also as jsonb), :now)""")
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
                .param(
                        "also",
                        others.isEmpty()
                                ? null
                                : json.writeValueAsString(
                                        others.stream().limit(MOST_OTHERS).toList()))
                .param("now", clock.instant().truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC))
                .update();
    }

    /** As a JSON object, without fields that are named after secrets. */
    @Nullable
    String values(@Nullable Object values) {
        if (values == null) {
            return null;
        }
        JsonNode tree = json.valueToTree(values);
        return withoutSecrets(
                        tree instanceof ObjectNode
                                ? tree
                                : json.createObjectNode().set("value", tree))
                .toString();
    }

    private static JsonNode withoutSecrets(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(object.propertyNames().stream()
                    .filter(name -> SECRET.matcher(name).matches())
                    .toList());
        }
        node.forEach(AuditWriter::withoutSecrets);
        return node;
    }
}
