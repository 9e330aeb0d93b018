package dev.watchtower.web;

import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;

/** Runs the browser tests of web/e2e against this server. */
@ServerTest
class BrowserTest {
    @Autowired
    Server server;

    @Test
    @Timeout(value = 20, unit = TimeUnit.MINUTES)
    void thePageInARealBrowser() throws Exception {
        Playwright.run(server, Map.of(), "--grep-invert", "@clock|@sample|@large");
    }
}
