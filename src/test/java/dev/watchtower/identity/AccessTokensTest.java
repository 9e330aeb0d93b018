package dev.watchtower.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import dev.watchtower.testing.Client;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** Access tokens that are forged, old or of another key. */
@ServerTest
@TestPropertySource(
        properties = {
            "watchtower.security.secret-key=" + AccessTokensTest.NEW_KEY + ", " + AccessTokensTest.OLD_KEY,
            "watchtower.security.access-token-minutes=5"
        })
class AccessTokensTest {
    static final String NEW_KEY = "the new key is the new key is the new key is the new key is the new key";
    static final String OLD_KEY = "the old key is the old key is the old key is the old key is the old key";
    private static final String GONE_KEY = "the gone key is the gone key is the gone key is the gone key is it";

    @Autowired
    Server server;

    @Test
    void eachOfSeveralKeysProvesAndTheFirstSigns() throws Exception {
        var signedIn = server.newOrganization();
        var token = SignedJWT.parse(signedIn.token());
        assertThat(token.getHeader().getKeyID()).isNotBlank();
        assertThat(token.verify(verifier(NEW_KEY))).isTrue();
        assertThat(token.verify(verifier(OLD_KEY))).isFalse();

        var claims = token.getJWTClaimsSet();
        assertThat(status(signed(claims, JWSAlgorithm.HS256, OLD_KEY))).isEqualTo(200); // as before keys had names
        assertThat(status(signed(claims, JWSAlgorithm.HS256, GONE_KEY))).isEqualTo(401);
    }

    @Test
    void aKeyIsUsedForItsOwnNameAlone() throws Exception {
        var token = SignedJWT.parse(server.newOrganization().token());
        var name = token.getHeader().getKeyID();
        var header = new JWSHeader.Builder(JWSAlgorithm.HS256);
        assertThat(status(signed(header.keyID(name).build(), token.getJWTClaimsSet(), NEW_KEY)))
                .isEqualTo(200);
        assertThat(status(signed(header.keyID(name).build(), token.getJWTClaimsSet(), OLD_KEY)))
                .isEqualTo(401);
        assertThat(status(signed(header.keyID("made up").build(), token.getJWTClaimsSet(), NEW_KEY)))
                .isEqualTo(401);
    }

    @Test
    void noOtherAlgorithmIsTakenAndNoneLeastOfAll() throws Exception {
        var claims = SignedJWT.parse(server.newOrganization().token()).getJWTClaimsSet();
        assertThat(status(signed(claims, JWSAlgorithm.HS256, NEW_KEY))).isEqualTo(200);
        assertThat(status(signed(claims, JWSAlgorithm.HS384, NEW_KEY))).isEqualTo(401);
        assertThat(status(signed(claims, JWSAlgorithm.HS512, NEW_KEY))).isEqualTo(401);
        assertThat(status(new PlainJWT(claims).serialize())).isEqualTo(401);
        for (var none : new String[] {"none", "None", "NONE", ""}) {
            var header = "{\"alg\":\"" + none + "\",\"typ\":\"JWT\"}";
            assertThat(status(encoded(header) + "." + encoded(claims.toString()) + "."))
                    .as(none)
                    .isEqualTo(401);
        }
    }

    @Test
    void anOldTokenIsRefusedToTheSecond() throws Exception {
        var token = SignedJWT.parse(server.newOrganization().token());
        var claims = token.getJWTClaimsSet();
        assertThat(claims.getExpirationTime().getTime() - claims.getIssueTime().getTime())
                .isEqualTo(300_000);
        var now = Instant.now();
        var old = new JWTClaimsSet.Builder(claims).expirationTime(Date.from(now.minusSeconds(1)));
        assertThat(status(signed(old.build(), JWSAlgorithm.HS256, NEW_KEY))).isEqualTo(401);
        var early = new JWTClaimsSet.Builder(claims).notBeforeTime(Date.from(now.plusSeconds(600)));
        assertThat(status(signed(early.build(), JWSAlgorithm.HS256, NEW_KEY))).isEqualTo(401);
        var endless = new JWTClaimsSet.Builder(claims).expirationTime(null);
        assertThat(status(signed(endless.build(), JWSAlgorithm.HS256, NEW_KEY))).isEqualTo(401);
    }

    @Test
    void whoIsNamedCannotBeChanged() throws Exception {
        var mine = SignedJWT.parse(server.newOrganization().token());
        var theirs = SignedJWT.parse(server.newOrganization().token()).getJWTClaimsSet();
        var parts = mine.serialize().split("\\.");
        assertThat(status(parts[0] + "." + encoded(theirs.toString()) + "." + parts[2]))
                .isEqualTo(401);
        // Well signed, but the session is another's.
        var mixed = new JWTClaimsSet.Builder(mine.getJWTClaimsSet()).claim("sid", theirs.getClaim("sid"));
        assertThat(status(signed(mixed.build(), JWSAlgorithm.HS256, NEW_KEY))).isEqualTo(401);
        var elsewhere = new JWTClaimsSet.Builder(mine.getJWTClaimsSet()).claim("org", theirs.getClaim("org"));
        assertThat(status(signed(elsewhere.build(), JWSAlgorithm.HS256, NEW_KEY)))
                .isEqualTo(401);
        var another = new JWTClaimsSet.Builder(mine.getJWTClaimsSet()).subject(theirs.getSubject());
        assertThat(status(signed(another.build(), JWSAlgorithm.HS256, NEW_KEY))).isEqualTo(401);
        var strange = new JWTClaimsSet.Builder(mine.getJWTClaimsSet()).subject("admin");
        assertThat(status(signed(strange.build(), JWSAlgorithm.HS256, NEW_KEY))).isEqualTo(401);
        var other = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload("another program's words"));
        other.sign(new MACSigner(NEW_KEY));
        assertThat(status(other.serialize())).isEqualTo(401);
    }

    @Test
    void theTokenOfAnEndedSessionIsRefused() {
        var client = server.newOrganization();
        assertThat(client.get("/api/v1/me").status()).isEqualTo(200);
        assertThat(client.post("/api/v1/auth/logout", "").status()).isEqualTo(204);
        var after = client.get("/api/v1/me");
        assertThat(after.status()).isEqualTo(401);
        assertThat(after.type()).isEqualTo("urn:watchtower:session-ended");
    }

    @Test
    void aTokenInTheAddressIsNone() {
        var token = server.newOrganization().token();
        assertThat(server.anonymous().get("/api/v1/me?access_token=" + token).status())
                .isEqualTo(401);
    }

    private int status(String token) {
        Client.Answer answer = server.anonymous().withToken(token).get("/api/v1/me");
        return answer.status();
    }

    private static String signed(JWTClaimsSet claims, JWSAlgorithm algorithm, String key) throws JOSEException {
        return signed(new JWSHeader(algorithm), claims, key);
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, String key) throws JOSEException {
        var token = new SignedJWT(header, claims);
        token.sign(new MACSigner(key));
        return token.serialize();
    }

    private static MACVerifier verifier(String key) throws JOSEException {
        return new MACVerifier(key);
    }

    private static String encoded(String json) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }
}
