package dev.watchtower.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.testing.Client;
import dev.watchtower.testing.Client.Answer;
import java.util.Optional;

/** Tries examples as their own organization and as another. */
record Sweep(Tenant tenant, Client other) {
    /**
     * What another got that he must not; nothing where all was kept from him.
     *
     * @throws AssertionError where the example does not work for its own organization
     */
    Optional<String> fault(Example example) {
        assertWorks(example, example.prepared().apply(tenant).own().by(tenant.owner()));
        var asked = example.prepared().apply(tenant);
        var answer = asked.other().by(other);
        if (!example.refusal().test(answer) || Example.isWell(answer) && tellsOf(answer)) {
            return Optional.of(example.operation() + ": " + answer.status() + " " + answer.text());
        }
        // What he tried to reach is there as before.
        assertWorks(example, asked.own().by(tenant.owner()));
        return Optional.empty();
    }

    /** Whether what the examples did left both as they were. */
    boolean goesOn() {
        return tenant.owner().get("/api/v1/me").status() == 200
                && other.get("/api/v1/me").status() == 200;
    }

    private boolean tellsOf(Answer answer) {
        return tenant.marks().stream().anyMatch(answer.text()::contains);
    }

    private void assertWorks(Example example, Answer answer) {
        assertThat(Example.isWell(answer) && example.content().test(answer) && (!example.marked() || tellsOf(answer)))
                .as(example.operation() + " by its own organization: " + answer.status() + " " + answer.text())
                .isTrue();
    }
}
