package dev.watchtower.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.watchtower.testing.MovableClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class KnownTokensTest {
    private final MovableClock clock = new MovableClock();
    private final List<String> proved = new ArrayList<>();
    private final KnownTokens tokens = new KnownTokens(this::prove, clock);

    @Test
    void aTokenIsProvedOnceUntilItsEnd() {
        assertThat(tokens.decode("good")).isSameAs(tokens.decode("good"));
        assertThat(proved).containsExactly("good");

        clock.move(Duration.ofMinutes(15));

        tokens.decode("good");
        assertThat(proved).containsExactly("good", "good");
    }

    @Test
    void oneThatIsRefusedIsRefusedEachTime() {
        for (int n = 0; n < 2; n++) {
            assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
        }
        assertThat(proved).hasSize(2);
    }

    private Jwt prove(String token) {
        proved.add(token);
        if (token.equals("bad")) {
            throw new BadJwtException("bad");
        }
        var now = clock.instant();
        return Jwt.withTokenValue(token)
                .header("alg", "HS256")
                .subject("someone")
                .issuedAt(now)
                .expiresAt(now.plus(Duration.ofMinutes(15)))
                .build();
    }
}
