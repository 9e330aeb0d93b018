package dev.watchtower.platform.encryption;

import dev.watchtower.platform.DataFolder;
import java.security.SecureRandom;
import java.util.Base64;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EncryptionConfiguration {
    /** Of the data folder's secrets. */
    static final String FILE = "encryption-key";

    private static final int KEY_BYTES = 32;

    @Bean
    SecretCipher secretCipher(EncryptionSettings settings, DataFolder data) {
        if (settings.keys().isBlank()) {
            data.secret(FILE, EncryptionConfiguration::newKey);
        }
        return SecretCipher.of(settings, data.secretFile(FILE));
    }

    private static String newKey() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
