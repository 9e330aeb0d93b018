package dev.watchtower.platform.encryption;

import com.google.crypto.tink.AccessesPartialKey;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.aead.AeadConfig2026;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import com.google.crypto.tink.util.SecretBytes;
import dev.watchtower.platform.UnreadableSecret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Encrypts secrets by AES-256-GCM, each for its place alone: what was encrypted for one organization, purpose and row
 * cannot be read as another's. Each ciphertext begins with the id of its key, so that several may be in use.
 */
public final class SecretCipher {
    private static final HexFormat HEX = HexFormat.of();

    private final Aead cipher;
    private final List<Integer> keyIds;

    private SecretCipher(List<byte[]> keys) {
        var all = KeysetHandle.newBuilder();
        for (int i = 0; i < keys.size(); i++) {
            var entry = KeysetHandle.importKey(key(keys.get(i)));
            all.addEntry(i == 0 ? entry.makePrimary() : entry);
        }
        try {
            cipher = all.build().getPrimitive(AeadConfig2026.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        keyIds = keys.stream().map(SecretCipher::id).toList();
    }

    /**
     * Of the keys of the setting and, behind them, the one that was made before any were set.
     *
     * @param made the file of that one, which need not exist if there are others
     */
    static SecretCipher of(EncryptionSettings settings, Path made) {
        return new SecretCipher(Stream.concat(settings.list(), Files.exists(made) ? Stream.of(read(made)) : Stream.of())
                .distinct()
                .map(Base64.getDecoder()::decode)
                .toList());
    }

    /** The id of the key that encrypts. */
    public int keyId() {
        return keyIds.getFirst();
    }

    /** Of all keys, the one that encrypts first. */
    List<Integer> keyIds() {
        return keyIds;
    }

    /** For people. */
    String shownKeyId() {
        return HEX.toHexDigits(keyId());
    }

    public byte[] encrypt(String secret, UUID organization, String purpose, UUID row) {
        try {
            return cipher.encrypt(secret.getBytes(StandardCharsets.UTF_8), place(organization, purpose, row));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** @throws UnreadableSecret when its key is none of ours, or it was encrypted for another place */
    public String decrypt(byte[] encrypted, UUID organization, String purpose, UUID row) {
        try {
            return new String(cipher.decrypt(encrypted, place(organization, purpose, row)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new UnreadableSecret(
                    "a secret cannot be read with the keys of ENCRYPTION_KEY; it says that its key has the id "
                            + HEX.toHexDigits(keyIdOf(encrypted)),
                    e);
        }
    }

    private static byte[] place(UUID organization, String purpose, UUID row) {
        return "watchtower secret\n%s\n%s\n%s"
                .formatted(organization, purpose, row)
                .getBytes(StandardCharsets.UTF_8);
    }

    @AccessesPartialKey // which Tink wants said where a key's bytes are handed to it
    private static AesGcmKey key(byte[] bytes) {
        try {
            return AesGcmKey.builder()
                    .setParameters(PredefinedAeadParameters.AES256_GCM)
                    .setKeyBytes(SecretBytes.copyFrom(bytes, InsecureSecretKeyAccess.get()))
                    .setIdRequirement(id(bytes))
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tells one key from another, and tells nothing of it. */
    private static int id(byte[] key) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update("watchtower encryption key".getBytes(StandardCharsets.US_ASCII));
            return ByteBuffer.wrap(digest.digest(key)).getInt();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Tink writes a 1 and the key's id before each ciphertext. */
    private static int keyIdOf(byte[] encrypted) {
        return encrypted.length < 5 ? 0 : ByteBuffer.wrap(encrypted).getInt(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }
}
