package dev.watchtower.testing;

import java.nio.file.Path;
import java.util.List;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.MergedContextConfiguration;

/** Gives every test context a database and a data folder of its own; contexts of equal configuration are shared. */
class FreshDatabase implements ContextCustomizerFactory {
    private record Customizer() implements ContextCustomizer {
        @Override
        public void customizeContext(ConfigurableApplicationContext context, MergedContextConfiguration configuration) {
            TestPostgres.stopAfterContexts();
            var url = TestPostgres.newDatabase();
            var name = url.replaceAll(".*/(wt\\d+).*", "$1");
            TestPropertyValues.of(
                            "watchtower.database.url=" + url,
                            "watchtower.data=" + Path.of("target", "test-data", name),
                            "watchtower.sample-fleet.mode=" + sampleMode(configuration),
                            "watchtower.passwords.bcrypt-cost=4",
                            "watchtower.administrator.password=" + Server.PASSWORD)
                    .applyTo(context);
        }

        /** Only a test that asks for a sample fleet has one. */
        private static String sampleMode(MergedContextConfiguration configuration) {
            return List.of(configuration.getPropertySourceProperties()).contains("watchtower.sample-fleet.mode=on")
                    ? "on"
                    : "off";
        }
    }

    @Override
    public ContextCustomizer createContextCustomizer(Class<?> test, List<ContextConfigurationAttributes> attributes) {
        return new Customizer();
    }
}
