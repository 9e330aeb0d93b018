package dev.watchtower.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchtower.platform.Problem;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {
    private static final List<String> KNOWN = List.of("Night Dispatch", "night.dispatch@aegean-haulage.example");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "short",
                "elevenchars",
                "password1234",
                "Password1234!",
                "P@ssw0rd2026",
                "passwordpassword",
                "123456789012",
                "1q2w3e4r5t6y",
                "qwertyuiopasdf",
                "aaaaaaaaaaaaaaaaaaaaaaaa",
                "abcdefghijklmnop",
                "iloveyou1234",
                "letmeinletmein",
                "watchtower2026",
                "dispatch12345",
                "nightdispatch",
                "aegean-haulage1",
            })
    void isRefused(String password) {
        assertThat(PasswordRules.fault(password, KNOWN)).as(password).isPresent();
        assertThatThrownBy(() -> PasswordRules.check(password, "newPassword", KNOWN))
                .isInstanceOfSatisfying(Problem.class, problem -> {
                    assertThat(problem.getStatusCode().value()).isEqualTo(422);
                    assertThat(problem.getBody().getProperties().toString()).doesNotContain(password);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery",
                "mein Hund heisst Rex",
                "Xk3vLq9!pT2w",
                "τα φορτηγά στον δρόμο",
                "trucks on the long road",
            })
    void isTaken(String password) {
        assertThat(PasswordRules.fault(password, KNOWN)).as(password).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {73, 100, 100_000})
    void whatBcryptDoesNotReadToItsEndIsRefused(int length) {
        var password = "aB3 dE6!gH9$".repeat(length / 12 + 1).substring(0, length);
        assertThat(PasswordRules.fault(password, List.of())).contains("must have at most 72 bytes.");
        assertThat(PasswordRules.fault("é".repeat(37), List.of())).contains("must have at most 72 bytes.");
    }
}
