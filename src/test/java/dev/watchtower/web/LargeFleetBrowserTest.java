package dev.watchtower.web;

import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;

/** The browser tests of a fleet that is too large to be told truck by truck, in an organization of its own. */
@ServerTest
class LargeFleetBrowserTest {
    @Autowired
    Server server;

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void aLargeFleet() throws Exception {
        Playwright.run(server, Map.of("ADMIN_USER", server.newUser()), "--grep", "@large");
    }
}
