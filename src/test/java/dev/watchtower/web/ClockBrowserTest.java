package dev.watchtower.web;

import com.sun.net.httpserver.HttpServer;
import dev.watchtower.testing.MovableClock;
import dev.watchtower.testing.Server;
import dev.watchtower.testing.ServerTest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;

/** The browser tests that move the server's clock: {@code POST $CLOCK_URL/seconds} sets it forward. */
@ServerTest
@Import(ClockBrowserTest.Clocks.class)
class ClockBrowserTest {
    @TestConfiguration(proxyBeanMethods = false)
    static class Clocks {
        @Bean
        @Primary
        MovableClock movableClock() {
            return new MovableClock();
        }
    }

    @Autowired
    Server server;

    @Autowired
    MovableClock clock;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void motionByTheClock() throws Exception {
        var control = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        control.createContext("/", request -> {
            var seconds = Long.parseLong(request.getRequestURI().getPath().substring(1));
            clock.move(Duration.ofSeconds(seconds));
            request.sendResponseHeaders(204, -1);
            request.close();
        });
        control.start();
        try {
            var url = "http://localhost:" + control.getAddress().getPort();
            Playwright.run(server, Map.of("CLOCK_URL", url), "--grep", "@clock");
        } finally {
            control.stop(0);
        }
    }
}
