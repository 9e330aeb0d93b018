package dev.watchtower.identity.webhooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * How a vendor proves that a webhook is his, as data.
 *
 * @param signature where it stands
 * @param algorithm by which it is made of what is signed and the secret
 * @param encoding in which it is written
 * @param secretForm what the vendor's secret is a text of
 * @param signed what is signed: the raw body and other things in their places, such as {@code v0:{timestamp}:{body}}
 * @param timestamp where the time stands, as it is signed; null: none is signed
 * @param timeUnit in which it is told since 1970
 */
public record SignatureScheme(
        Place signature,
        Algorithm algorithm,
        Encoding encoding,
        SecretForm secretForm,
        String signed,
        @Nullable Place timestamp,
        TimeUnit timeUnit) {
    private static final Pattern PART = Pattern.compile("\\{(?<name>body|timestamp|id)}");
    private static final Pattern TIME = Pattern.compile("[0-9]{1,15}");

    /** @param signature that the same bytes always have and others never; empty where nothing is signed */
    record Proof(Optional<String> signature) {}

    public enum Algorithm {
        HMAC_SHA1("HmacSHA1"),
        HMAC_SHA256("HmacSHA256"),
        HMAC_SHA512("HmacSHA512"),
        /** Nothing is signed: the secret itself is sent. */
        PLAIN("");

        private final String name;

        Algorithm(String name) {
            this.name = name;
        }
    }

    public enum Encoding {
        HEX,
        BASE64
    }

    public enum SecretForm {
        TEXT,
        BASE64,
        HEX
    }

    public enum TimeUnit {
        SECONDS,
        MILLISECONDS
    }

    /** A scheme of HMAC-SHA256 in hexadecimal digits, with a text for a secret and seconds for a time. */
    public static SignatureScheme usual(Place signature, String signed, @Nullable Place timestamp) {
        return new SignatureScheme(
                signature, Algorithm.HMAC_SHA256, Encoding.HEX, SecretForm.TEXT, signed, timestamp, TimeUnit.SECONDS);
    }

    /** The vendor's secret is sent along as it is. */
    public static SignatureScheme plain(Place secret) {
        return new SignatureScheme(secret, Algorithm.PLAIN, Encoding.HEX, SecretForm.TEXT, "", null, TimeUnit.SECONDS);
    }

    public SignatureScheme withSecret(SecretForm form) {
        return new SignatureScheme(signature, algorithm, encoding, form, signed, timestamp, timeUnit);
    }

    public SignatureScheme withSignature(Algorithm by, Encoding written) {
        return new SignatureScheme(signature, by, written, secretForm, signed, timestamp, timeUnit);
    }

    /** Whether a secret is in the form that this scheme wants. */
    boolean takes(String secret) {
        try {
            return key(secret).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * What a request proves by a signature that the secret makes of it; empty where it proves nothing. Takes as long
     * wherever the two differ.
     */
    Optional<Proof> proof(
            String secret, byte[] body, @Nullable String deliveryId, Function<String, @Nullable String> headers) {
        var expected = expected(secret, body, deliveryId, headers);
        var right = signature
                .values(headers)
                .map(value -> encoding == Encoding.HEX && algorithm != Algorithm.PLAIN
                        ? value.toLowerCase(Locale.ROOT)
                        : value)
                .map(value -> MessageDigest.isEqual(bytes(expected), bytes(value)))
                .reduce(false, Boolean::logicalOr);
        return right
                ? Optional.of(new Proof(algorithm == Algorithm.PLAIN ? Optional.empty() : Optional.of(expected)))
                : Optional.empty();
    }

    /** The signed time; empty where none is told, or none that can be read. */
    Optional<Instant> time(Function<String, @Nullable String> headers) {
        return timestampText(headers)
                .filter(text -> TIME.matcher(text).matches())
                .map(Long::parseLong)
                .map(time -> switch (timeUnit) {
                    case SECONDS -> Instant.ofEpochSecond(time);
                    case MILLISECONDS -> Instant.ofEpochMilli(time);
                });
    }

    private String expected(
            String secret, byte[] body, @Nullable String deliveryId, Function<String, @Nullable String> headers) {
        if (algorithm == Algorithm.PLAIN) {
            return secret;
        }
        try {
            var mac = Mac.getInstance(algorithm.name);
            mac.init(new SecretKeySpec(key(secret), algorithm.name));
            int end = 0;
            for (var part = PART.matcher(signed); part.find(); end = part.end()) {
                mac.update(bytes(signed.substring(end, part.start())));
                mac.update(
                        switch (part.group("name")) {
                            case "body" -> body;
                            case "timestamp" -> bytes(timestampText(headers).orElse(""));
                            default -> bytes(deliveryId == null ? "" : deliveryId);
                        });
            }
            mac.update(bytes(signed.substring(end)));
            var made = mac.doFinal();
            return switch (encoding) {
                case HEX -> HexFormat.of().formatHex(made);
                case BASE64 -> Base64.getEncoder().encodeToString(made);
            };
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<String> timestampText(Function<String, @Nullable String> headers) {
        return timestamp == null ? Optional.empty() : timestamp.values(headers).findFirst();
    }

    private byte[] key(String secret) {
        return switch (secretForm) {
            case TEXT -> bytes(secret);
            case BASE64 -> Base64.getDecoder().decode(secret);
            case HEX -> HexFormat.of().parseHex(secret);
        };
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
