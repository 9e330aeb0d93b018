package dev.watchtower.testing;

import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/** Import it for a program that goes by a clock which the test moves. */
@TestConfiguration(proxyBeanMethods = false)
public class MovableClocks {
    @Bean
    @Primary
    MovableClock movableClock() {
        return new MovableClock();
    }
}
