package dev.watchtower;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The entry point: one program that takes in positions, answers the page and does the jobs. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class Watchtower {
    public static void main(String[] arguments) {
        SpringApplication.run(Watchtower.class, arguments);
    }
}
