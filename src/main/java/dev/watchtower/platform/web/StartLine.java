package dev.watchtower.platform.web;

import dev.watchtower.platform.Terminal;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells the person at the terminal where the page is. */
@Component
class StartLine {
    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (event.getApplicationContext() instanceof WebServerApplicationContext context
                && context.getWebServer() != null) {
            Terminal.print("Watchtower is ready: http://localhost:"
                    + context.getWebServer().getPort());
        }
    }
}
