package dev.watchtower.platform.web;

import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.validation.annotation.Validated;

/**
 * The certificate by which the server itself speaks TLS; without one it speaks plain HTTP, behind a proxy or on the
 * machine at hand.
 *
 * @param certificate the server's and those between it and its root, as PEM text or the path of a file of it
 * @param privateKey likewise
 * @param httpPort a plain port that leads to the TLS one; null: there is none
 */
@Validated
@ConfigurationProperties("watchtower.tls")
record TlsSettings(
        String certificate,
        String privateKey,
        @Nullable @Min(0) @Max(65_535) Integer httpPort) {
    private static final byte[] SAMPLE = "watchtower".getBytes(StandardCharsets.US_ASCII);

    boolean isOn() {
        return !certificate.isBlank();
    }

    @AssertTrue(message = "TLS_CERTIFICATE and TLS_PRIVATE_KEY go together")
    boolean isWhole() {
        return certificate.isBlank() == privateKey.isBlank();
    }

    @AssertTrue(message = "TLS_CERTIFICATE must hold a certificate in PEM form, or name a file that does")
    boolean isCertificateReadable() {
        return certificate.isBlank() || firstCertificate().isPresent();
    }

    @AssertTrue(
            message =
                    "TLS_PRIVATE_KEY must hold a private key in PEM form without a password, or name a file that does")
    boolean isPrivateKeyReadable() {
        return privateKey.isBlank() || key().isPresent();
    }

    @AssertTrue(message = "TLS_PRIVATE_KEY is not the key of the first certificate in TLS_CERTIFICATE")
    boolean isKeyOfTheCertificate() {
        return firstCertificate()
                .flatMap(first -> key().map(key -> belongTogether(first, key)))
                .orElse(true);
    }

    @AssertTrue(message = "HTTP_PORT leads to the TLS port, so it needs TLS_CERTIFICATE")
    boolean isPlainPortNeeded() {
        return httpPort == null || isOn();
    }

    /** A setting's PEM text, whose line ends may be written as {@code \n}, or where its file lies. */
    static String location(String setting) {
        return PemContent.isPresentInText(setting)
                ? setting.replace("\\n", "\n")
                : "file:" + Path.of(setting).toAbsolutePath().normalize();
    }

    private Optional<X509Certificate> firstCertificate() {
        return read(certificate, pem -> pem.getCertificates().getFirst());
    }

    private Optional<PrivateKey> key() {
        return read(privateKey, PemContent::getPrivateKey);
    }

    private static <T> Optional<T> read(String setting, Function<PemContent, @Nullable T> part) {
        if (setting.isBlank()) {
            return Optional.empty();
        }
        try {
            var pem = PemContent.isPresentInText(setting)
                    ? PemContent.of(location(setting))
                    : PemContent.load(Path.of(setting));
            return Optional.ofNullable(part.apply(pem));
        } catch (IOException | RuntimeException e) { // each kind of wrong text ends in another exception
            return Optional.empty();
        }
    }

    private static boolean belongTogether(X509Certificate certificate, PrivateKey key) {
        try {
            var signature = Signature.getInstance(
                    switch (key.getAlgorithm()) {
                        case "RSA" -> "SHA256withRSA";
                        case "EC" -> "SHA256withECDSA";
                        default -> key.getAlgorithm();
                    });
            signature.initSign(key);
            signature.update(SAMPLE);
            var signed = signature.sign();
            signature.initVerify(certificate);
            signature.update(SAMPLE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
