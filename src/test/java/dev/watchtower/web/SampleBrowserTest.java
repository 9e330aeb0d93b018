package dev.watchtower.web;

import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** The browser tests of a first start with the sample fleet. They leave the pictures of docs/images in target/sample. */
@ServerTest
@TestPropertySource(properties = {"watchtower.sample-fleet.mode=on"})
class SampleBrowserTest {
    @Autowired
    Server server;

    @Test
    @Timeout(value = 8, unit = TimeUnit.MINUTES)
    void theSampleFleet() throws Exception {
        var pictures = Path.of("target", "sample").toAbsolutePath();
        Playwright.run(server, Map.of("PICTURES", pictures.toString()), "--grep", "@sample");
    }
}
