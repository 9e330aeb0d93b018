package dev.watchtower.platform.encryption;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Says at the start that secrets are there which no key of the setting opens: a key was taken out too soon. */
@Component
class SecretCheck {
    private static final Logger log = LoggerFactory.getLogger(SecretCheck.class);

    private final SecretCipher cipher;
    private final JdbcClient jdbc;

    SecretCheck(SecretCipher cipher, JdbcClient jdbc) {
        this.cipher = cipher;
        this.jdbc = jdbc;
    }

    @EventListener(ApplicationReadyEvent.class)
    void check() {
        var unreadable = jdbc.sql("select secrets_of_other_keys(:known)")
                .param("known", cipher.keyIds().toArray(Integer[]::new))
                .query(Long.class)
                .single();
        if (unreadable > 0) {
            log.error("secrets_unreadable count={} cause=ENCRYPTION_KEY lacks the key that encrypted them", unreadable);
        }
    }
}
