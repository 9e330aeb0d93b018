package dev.watchtower.security;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Client.Answer;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;

/**
 * An operation as its own organization asks for it, and what another is told that names the same things.
 *
 * @param operation such as {@code get /api/v1/trucks/{id}}
 * @param prepared makes what is named, afresh each time
 * @param marked whether what its own organization is told bears its marks
 * @param content what else it is told, beyond that it worked
 * @param refusal what another is told
 */
record Example(
        String operation,
        Function<Tenant, Asked> prepared,
        boolean marked,
        Predicate<Answer> content,
        Predicate<Answer> refusal) {
    /** Asks, as whoever the client is signed in as. */
    @FunctionalInterface
    interface Ask {
        Answer by(Client client);
    }

    /** Mostly the same question; where a secret opens the door to anyone, the other tries without it. */
    record Asked(Ask own, Ask other) {}

    /** The path names it. */
    static Example hidden(String operation, Function<Tenant, Ask> prepared) {
        return new Example(operation, same(prepared), false, Example::hasContent, answer -> answer.status() == 404);
    }

    /** A list by what the query names, here its items; the other is told that there are none. */
    static Example empty(String operation, String list, Function<Tenant, Ask> prepared) {
        return new Example(
                operation,
                same(prepared),
                false,
                answer -> !answer.json().at(list).isEmpty(),
                answer -> isWell(answer) && answer.json().at(list).isEmpty());
    }

    /** Names nothing of anyone, and does or makes something for oneself. */
    static Example own(String operation, Function<Tenant, Ask> prepared) {
        return new Example(operation, same(prepared), false, Example::hasContent, Example::isWell);
    }

    /** Names nothing of anyone, and tells each of his own. */
    static Example ownRows(String operation, Function<Tenant, Ask> prepared) {
        return new Example(operation, same(prepared), true, Example::hasContent, Example::isWell);
    }

    /** The body names it: the other is told so item by item. */
    static Example told(
            String operation,
            Predicate<JsonNode> content,
            Predicate<JsonNode> refusal,
            Function<Tenant, Ask> prepared) {
        return new Example(
                operation,
                same(prepared),
                false,
                answer -> content.test(answer.json()),
                answer -> isWell(answer) && refusal.test(answer.json()));
    }

    /** A secret opens it to whoever has it. */
    static Example secret(String operation, Function<Tenant, Asked> prepared) {
        return new Example(operation, prepared, false, Example::hasContent, answer -> answer.status() == 404);
    }

    Example refusedWith(int status) {
        return new Example(operation, prepared, marked, content, answer -> answer.status() == status);
    }

    static boolean isWell(Answer answer) {
        return answer.status() >= 200 && answer.status() < 300;
    }

    private static boolean hasContent(Answer answer) {
        var type = answer.headers().firstValue("Content-Type").orElse("");
        if (type.contains("json")) {
            return !answer.json().has("items") || !answer.json().get("items").isEmpty();
        }
        return true;
    }

    private static Function<Tenant, Asked> same(Function<Tenant, Ask> prepared) {
        return tenant -> {
            var ask = prepared.apply(tenant);
            return new Asked(ask, ask);
        };
    }
}
