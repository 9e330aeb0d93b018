package dev.watchtower.platform.web;

import dev.watchtower.platform.Terminal;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the person at the terminal where the page is. */
@Component
class StartLine {
    private final TlsSettings tls;

    StartLine(TlsSettings tls) {
        this.tls = tls;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext context
                && context.getWebServer() != null) {
            var scheme = tls.isOn() ? "https" : "http";
            Terminal.print("Watchtower is ready: " + scheme + "://localhost:"
                    + context.getWebServer().getPort());
        }
    }
}
