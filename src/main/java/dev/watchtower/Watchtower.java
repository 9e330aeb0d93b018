package dev.watchtower;

import dev.watchtower.platform.OutOfMemory;
import dev.watchtower.platform.Terminal;
import dev.watchtower.platform.backup.Commands;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The entry point: one program that takes in positions, answers the page and does the jobs. */
@SpringBootApplication(proxyBeanMethods = false)
@ConfigurationPropertiesScan
public class Watchtower {
    public static void main(String[] arguments) {
        if (Commands.areIn(arguments)) {
            System.exit(new Commands(Terminal::print).run(arguments));
        }
        OutOfMemory.endsTheProcess();
        SpringApplication.run(Watchtower.class, arguments);
    }
}
