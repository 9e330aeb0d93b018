package dev.watchtower.identity;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.OctetSequenceKey;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import dev.watchtower.platform.Secrets;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import org.springframework.security.oauth2.jose.jws.MacAlgorithm;

/**
 * The keys of {@code SECRET_KEY}: the first signs, each proves. To change one, put the new one before it and take the old
 * one away when nothing is left that it signed.
 */
class SigningKeys {
    private static final int NAME_BYTES = 6;

    private final List<byte[]> keys;
    private final MacAlgorithm algorithm;

    SigningKeys(List<String> keys, MacAlgorithm algorithm) {
        this.keys = keys.stream().map(SigningKeys::bytes).toList();
        this.algorithm = algorithm;
    }

    MacAlgorithm algorithm() {
        return algorithm;
    }

    /** The name of the key that signs, as access tokens carry it ({@code kid}); it tells nothing of the key. */
    String name() {
        return name(keys.getFirst());
    }

    JWKSource<SecurityContext> forTokens() {
        return new ImmutableJWKSet<>(
                new JWKSet(keys.stream().map(this::forTokens).toList()));
    }

    private JWK forTokens(byte[] key) {
        return new OctetSequenceKey.Builder(key)
                .keyID(name(key))
                .algorithm(JWSAlgorithm.parse(algorithm.getName()))
                .build();
    }

    /** Signs a text for a purpose; the same text for another purpose has another signature. */
    String sign(String purpose, String text) {
        return Secrets.text(sign(keys.getFirst(), purpose, text));
    }

    /** Whether one of the keys signed the text for this purpose. */
    boolean signed(String purpose, String text, String signature) {
        return keys.stream()
                .map(key -> Secrets.text(sign(key, purpose, text)))
                .anyMatch(ours -> MessageDigest.isEqual(bytes(ours), bytes(signature)));
    }

    private static byte[] sign(byte[] key, String purpose, String text) {
        return Secrets.mac(key, bytes(purpose + "\n" + text));
    }

    private static String name(byte[] key) {
        return Secrets.text(Arrays.copyOf(sign(key, "name", ""), NAME_BYTES));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
