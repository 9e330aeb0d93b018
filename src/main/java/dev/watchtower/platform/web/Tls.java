package dev.watchtower.platform.web;

import java.util.HashMap;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.ssl.pem.PemContent;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Where a certificate is set, has the server speak TLS 1.3 by it. A certificate or key in a file is taken up anew some
 * seconds after the file changes, without a connection being cut; while the two do not belong together, the old ones stay.
 */
class Tls implements EnvironmentPostProcessor, Ordered {
    private static final String BUNDLE = "spring.ssl.bundle.pem.watchtower.";

    /** After the settings are there. */
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE - 1;
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        var certificate = environment.getProperty("watchtower.tls.certificate", "");
        var key = environment.getProperty("watchtower.tls.private-key", "");
        if (certificate.isBlank() || key.isBlank()) {
            return;
        }
        var inFiles = !PemContent.isPresentInText(certificate) && !PemContent.isPresentInText(key);
        var properties = new HashMap<String, Object>();
        properties.put("server.ssl.bundle", "watchtower");
        properties.put(BUNDLE + "keystore.certificate", TlsSettings.location(certificate));
        properties.put(BUNDLE + "keystore.private-key", TlsSettings.location(key));
        properties.put(BUNDLE + "keystore.verify-keys", true);
        properties.put(BUNDLE + "options.enabled-protocols", "TLSv1.3");
        properties.put(BUNDLE + "reload-on-update", inFiles);
        environment.getPropertySources().addLast(new MapPropertySource("tls", properties));
    }
}
