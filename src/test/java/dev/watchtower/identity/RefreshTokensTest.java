package dev.watchtower.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.watchtower.platform.Secrets;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.Client.Answer;
import dev.watchtower.testing.MovableClock;
import dev.watchtower.testing.MovableClocks;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import dev.watchtower.testing.Watching;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

@ServerTest
@Import(MovableClocks.class)
class RefreshTokensTest {
    private static final String TOKEN = "/api/v1/auth/token";

    @Autowired
    Server server;

    @Autowired
    MovableClock clock;

    @Autowired
    SessionCleanup cleanup;

    private Client client;
    private String first;

    @BeforeEach
    void someoneSignsIn() {
        clock.standAt(Instant.now().truncatedTo(ChronoUnit.MILLIS)); // what a database can keep
        var me = server.newOrganization().get("/api/v1/me").json();
        var answer = server.anonymous()
                .form(
                        TOKEN,
                        Map.of(
                                "grant_type",
                                "password",
                                "username",
                                me.at("/user/userName").asString(),
                                "password",
                                Server.PASSWORD))
                .json();
        client = server.anonymous().withToken(answer.get("access_token").asString());
        first = answer.get("refresh_token").asString();
    }

    @AfterEach
    void theClockGoesRight() {
        clock.goRight();
    }

    @Test
    void eachIsUsedOnceAndYieldsTheNext() {
        var second = next(first);
        clock.move(Duration.ofMinutes(14));
        var third = next(second);
        assertThat(third).isNotEqualTo(second).isNotEqualTo(first);
        var stored = server.database()
                .sql("select encode(hash, 'hex') || coalesce(encode(successor_salt, 'hex'), '') from refresh_tokens")
                .query(String.class)
                .list();
        assertThat(stored).noneMatch(row -> row.contains(third) || row.contains(second));
        assertThat(server.database()
                        .sql("select count(*) from refresh_tokens where hash = ? and used_at is null")
                        .param(Secrets.hash(third))
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void twoTabsThatRenewAtOnceAreToldTheSame() throws Exception {
        var answers = new ArrayList<Answer>();
        try (var tabs = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Answer> renew = () -> renew(first);
            for (var answer :
                    tabs.invokeAll(IntStream.range(0, 8).mapToObj(i -> renew).toList())) {
                answers.add(answer.get());
            }
        }
        assertThat(answers).extracting(Answer::status).containsOnly(200);
        assertThat(answers)
                .extracting(answer -> answer.json().get("refresh_token").asString())
                .hasSize(8)
                .containsOnly(next(first));
    }

    @Test
    void whoLostTheAnswerIsToldItAgain() {
        var lost = next(first);
        clock.move(Duration.ofSeconds(9));
        assertThat(next(first)).isEqualTo(lost);
        var third = next(lost);
        clock.move(Duration.ofSeconds(1));
        assertThat(next(first)).as("the newest, which the other tab has by now").isEqualTo(third);
        assertThat(next(third)).isNotEqualTo(third);
    }

    @Test
    void oneThatComesAgainLaterEndsTheSessionAndItsSocket() {
        var second = next(first);
        try (var watching = Watching.open(client, "{\"type\": \"watch\"}")) {
            clock.move(Duration.ofSeconds(11));
            var again = renew(first);
            assertThat(again.status()).isEqualTo(401);
            assertThat(again.json().get("error").asString()).isEqualTo("invalid_grant");
            assertThat(watching.closed()).succeedsWithin(Duration.ofSeconds(20)).isEqualTo(1_008);
        }
        assertThat(renew(second).status()).isEqualTo(401);
        assertThat(client.get("/api/v1/me").type()).isEqualTo("urn:watchtower:session-ended");
    }

    @Test
    void oneThatNobodyUsedForAWeekIsOver() {
        clock.move(Duration.ofDays(6));
        var second = next(first);
        clock.move(Duration.ofDays(6));
        var third = next(second);
        clock.move(Duration.ofDays(7));
        assertThat(renew(third).status()).isEqualTo(401);
    }

    @Test
    void signingOutNeedsNoMoreThanTheRefreshToken() {
        var second = next(first);
        assertThat(server.anonymous()
                        .form("/api/v1/auth/logout", Map.of("refresh_token", second))
                        .status())
                .isEqualTo(204);
        assertThat(renew(second).status()).isEqualTo(401);
        assertThat(client.get("/api/v1/me").status()).isEqualTo(401);
        assertThat(server.anonymous()
                        .form("/api/v1/auth/logout", Map.of("refresh_token", "made up"))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void whatIsOverForAWeekIsRemoved() {
        next(first);
        var session = server.database()
                .sql("select session_id from refresh_tokens where hash = ?")
                .param(Secrets.hash(first))
                .query((row, n) -> row.getString(1))
                .single();
        client.post("/api/v1/auth/ws-ticket", "");
        client.post("/api/v1/auth/logout", "");
        SessionCleanupJob.run(cleanup);
        assertThat(sessions(session)).isEqualTo(1);
        clock.move(Duration.ofDays(8));
        SessionCleanupJob.run(cleanup);
        assertThat(sessions(session)).isZero();
    }

    private long sessions(String id) {
        return server.database()
                .sql("select count(*) from sessions where id = cast(? as uuid)")
                .param(id)
                .query(Long.class)
                .single();
    }

    private Answer renew(String refreshToken) {
        return server.anonymous().form(TOKEN, Map.of("grant_type", "refresh_token", "refresh_token", refreshToken));
    }

    private String next(String refreshToken) {
        var answer = renew(refreshToken);
        assertThat(answer.status()).isEqualTo(200);
        return answer.json().get("refresh_token").asString();
    }
}
