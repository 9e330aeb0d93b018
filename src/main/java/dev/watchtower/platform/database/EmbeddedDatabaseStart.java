package dev.watchtower.platform.database;

import dev.watchtower.platform.DataFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.core.Ordered;

/**
 * Starts the embedded server beside the making of the beans, which takes longer: a start is a second shorter by it. What
 * is registered first is destroyed last, so the server ends after the pools that talk to it.
 */
class EmbeddedDatabaseStart implements ApplicationContextInitializer<ConfigurableApplicationContext>, Ordered {
    /** A server that is on its way. */
    static final class Starting implements ApplicationListener<ContextClosedEvent> {
        private final CompletableFuture<EmbeddedDatabase> server;

        private Starting(Path folder) {
            server = CompletableFuture.supplyAsync(
                    () -> EmbeddedDatabase.start(new DataFolder(folder)),
                    work -> Thread.ofPlatform().name("embedded-database-start").start(work));
        }

        /** @throws DatabaseStartFailure when it did not start */
        EmbeddedDatabase finished() {
            try {
                return server.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }

        /** Told first of all when the program ends: a server that is ended along with it is not to be started again. */
        @Override
        public void onApplicationEvent(ContextClosedEvent event) {
            if (event.getApplicationContext().getParent() == null) {
                server.thenAccept(EmbeddedDatabase::leave);
            }
        }

        private void close() throws IOException {
            if (!server.handle((started, failure) -> failure != null).join()) {
                server.join().close();
            }
        }
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        var settings = Binder.get(environment).bindOrCreate("watchtower.database", DatabaseSettings.class);
        if (settings.embedded() && context.getBeanFactory() instanceof DefaultListableBeanFactory beans) {
            var starting = new Starting(Path.of(environment.getRequiredProperty("watchtower.data")));
            beans.registerSingleton("embeddedDatabase", starting);
            beans.registerDisposableBean("embeddedDatabase", starting::close);
            context.addApplicationListener(starting);
        }
    }
}
