package dev.watchtower.identity.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The data can say how each vendor signs: by examples that vendors publish, or made here by what they describe. */
class SignatureSchemeTest {
    private static final String SLACK_BODY = "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
            + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA&user_name=roadrunner"
            + "&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J"
            + "%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121"
            + ".803a0bc887a14d10d2c447fce8b6703c";

    private record Example(
            String vendor,
            SignatureScheme scheme,
            String secret,
            String body,
            String id,
            Map<String, String> headers,
            Instant time) {
        @Override
        public String toString() {
            return vendor;
        }

        Function<String, String> asSent() {
            var sent = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            sent.putAll(headers);
            return sent::get;
        }

        boolean isProven(String secretThere, String bodyThere) {
            return scheme.proof(secretThere, bodyThere.getBytes(StandardCharsets.UTF_8), id, asSent())
                    .isPresent();
        }
    }

    static Stream<Example> examples() throws GeneralSecurityException {
        var base64 = Base64.getEncoder();
        return Stream.of(
                new Example(
                        "Samsara, of its own SDK's test",
                        Schemes.SAMSARA,
                        "dGVzdC1zZWNyZXQ=",
                        "test-body",
                        null,
                        Map.of(
                                "X-Samsara-Timestamp",
                                "1700000000",
                                "X-Samsara-Signature",
                                "v1=e05d9d1f326a1f8a845d2520d09d45c6b20c1931828bbd1dd3858446e7ae7082"),
                        Instant.ofEpochSecond(1_700_000_000)),
                new Example(
                        "Slack, of its documentation",
                        Schemes.SLACK,
                        "8f742231b10e8888abcd99yyyzzz85a5",
                        SLACK_BODY,
                        null,
                        Map.of(
                                "X-Slack-Request-Timestamp",
                                "1531420618",
                                "X-Slack-Signature",
                                "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503"),
                        Instant.ofEpochSecond(1_531_420_618)),
                new Example(
                        "GitHub, of its documentation",
                        Schemes.GITHUB,
                        "It's a Secret to Everybody",
                        "Hello, World!",
                        null,
                        Map.of(
                                "X-Hub-Signature-256",
                                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"),
                        null),
                new Example(
                        "Standard Webhooks, of Svix' tests",
                        Schemes.STANDARD,
                        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "{\"test\": 2432232314}",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        Map.of(
                                "webhook-id",
                                "msg_p5jXN8AQM9LWM0D4loKWxJek",
                                "webhook-timestamp",
                                "1614265330",
                                "webhook-signature",
                                "v1,Zm9yIGFub3RoZXIgc2VjcmV0 v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE= v1a,xyz"),
                        Instant.ofEpochSecond(1_614_265_330)),
                new Example(
                        "ElevenLabs, as its SDK verifies",
                        Schemes.ELEVENLABS,
                        "wsec_1234",
                        "{\"type\": \"post_call_transcription\"}",
                        null,
                        Map.of(
                                "ElevenLabs-Signature",
                                "t=1739537297,v0="
                                        + HexFormat.of()
                                                .formatHex(mac(
                                                        "HmacSHA256",
                                                        "wsec_1234".getBytes(),
                                                        "1739537297.{\"type\": \"post_call_transcription\"}"))),
                        Instant.ofEpochSecond(1_739_537_297)),
                new Example(
                        "Stripe's form, with two signatures while a secret is changed",
                        Schemes.STRIPE,
                        "whsec_test",
                        "{}",
                        null,
                        Map.of(
                                "Stripe-Signature",
                                "t=1492774577, v1=6ffbb59b2300aae63f272406069a9788598b792a944a07aba816edb039989a39,"
                                        + " v1="
                                        + HexFormat.of()
                                                .formatHex(mac("HmacSHA256", "whsec_test".getBytes(), "1492774577.{}"))
                                        + ", v0=old"),
                        Instant.ofEpochSecond(1_492_774_577)),
                new Example(
                        "VAPI's plan by default",
                        Schemes.VAPI,
                        "s3cret",
                        "{\"message\": {}}",
                        null,
                        Map.of(
                                "x-timestamp",
                                "1700000000",
                                "x-signature",
                                HexFormat.of()
                                        .withUpperCase()
                                        .formatHex(mac(
                                                "HmacSHA256", "s3cret".getBytes(), "1700000000.{\"message\": {}}"))),
                        Instant.ofEpochSecond(1_700_000_000)),
                new Example(
                        "VAPI's plan with another format, algorithm, encoding, prefix and secret",
                        Schemes.VAPI_CHANGED,
                        base64.encodeToString(new byte[] {1, 2, 3, -1}),
                        "{\"ü\": 1}",
                        null,
                        Map.of(
                                "X-Call-Time",
                                "1700000000",
                                "X-Call-Signature",
                                "sig="
                                        + base64.encodeToString(
                                                mac("HmacSHA512", new byte[] {1, 2, 3, -1}, "{\"ü\": 1}|1700000000"))),
                        Instant.ofEpochSecond(1_700_000_000)),
                new Example(
                        "VAPI's secret, sent as it is",
                        Schemes.VAPI_SECRET,
                        "s3cret",
                        "{}",
                        null,
                        Map.of("X-Vapi-Secret", "s3cret"),
                        null));
    }

    @ParameterizedTest
    @MethodSource("examples")
    void aVendorsOwnSignatureIsProofAndNothingElseIs(Example example) {
        assertThat(example.isProven(example.secret(), example.body())).isTrue();
        assertThat(example.scheme().time(example.asSent()).orElse(null)).isEqualTo(example.time());

        assertThat(example.isProven(Base64.getEncoder().encodeToString("another".getBytes()), example.body()))
                .as("another secret")
                .isFalse();
        if (!example.scheme().equals(Schemes.VAPI_SECRET)) { // which does not sign the body
            assertThat(example.isProven(example.secret(), example.body() + " "))
                    .as("another body")
                    .isFalse();
        }
        if (example.time() != null) {
            var header = example.scheme().timestamp().header();
            var later = example.headers().get(header).replaceFirst("\\d{10}", "1900000000");
            assertThat(new Example("", example.scheme(), "", "", example.id(), with(example, header, later), null)
                            .isProven(example.secret(), example.body()))
                    .as("another time")
                    .isFalse();
        }
        for (var broken : new String[] {"", "v0=", "v1=", "sha256=", "0", "v1,", "t=1,v1=", "\u0000"}) {
            assertThat(new Example(
                                    "",
                                    example.scheme(),
                                    "",
                                    "",
                                    example.id(),
                                    with(example, example.scheme().signature().header(), broken),
                                    null)
                            .isProven(example.secret(), example.body()))
                    .as(broken)
                    .isFalse();
        }
        assertThat(example.scheme().proof(example.secret(), example.body().getBytes(), example.id(), header -> null))
                .as("nothing at all")
                .isEmpty();
    }

    @Test
    void aTimeThatIsNoNumberIsNone() {
        for (var text : new String[] {"", "soon", "-1", "1.5", "99999999999999999999", "2026-11-21T00:00:00Z"}) {
            assertThat(Schemes.SLACK.time(Map.of("X-Slack-Request-Timestamp", text)::get))
                    .isEmpty();
        }
    }

    @Test
    void aSecretMustBeInItsForm() {
        assertThat(Schemes.SAMSARA.takes("dGVzdC1zZWNyZXQ=")).isTrue();
        assertThat(Schemes.SAMSARA.takes("no base64!")).isFalse();
        assertThat(Schemes.SAMSARA.takes("")).isFalse();
        assertThat(Schemes.SLACK.takes("8f742231b10e8888abcd99yyyzzz85a5")).isTrue();
    }

    private static Map<String, String> with(Example example, String header, String value) {
        var headers = new TreeMap<>(example.headers());
        headers.put(header, value);
        return headers;
    }

    private static byte[] mac(String algorithm, byte[] secret, String text) throws GeneralSecurityException {
        var mac = Mac.getInstance(algorithm);
        mac.init(new SecretKeySpec(secret, algorithm));
        return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    }
}
