package dev.watchtower.testing;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Import it for a program whose time passes when the test says so. */
@TestConfiguration(proxyBeanMethods = false)
public class MovableTime {
    @Bean
    @Primary
    MovableTicker movableTicker() {
        return new MovableTicker();
    }
}
