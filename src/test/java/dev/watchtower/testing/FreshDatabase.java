package dev.watchtower.testing;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
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
                            unlessGiven("watchtower.sample-fleet.mode=off", configuration),
                            "watchtower.passwords.bcrypt-cost=4",
                            "watchtower.administrator.password=" + Server.PASSWORD,
                            unlessGiven("watchtower.rate-limits.address-per-minute=1000000", configuration),
                            unlessGiven("watchtower.rate-limits.user-per-minute=1000000", configuration))
                    .applyTo(context);
        }

        /** The setting, as the test itself has it where it does; what a customizer sets goes before that. */
        private static String unlessGiven(String setting, MergedContextConfiguration configuration) {
            var name = setting.substring(0, setting.indexOf('=') + 1);
            return Stream.of(configuration.getPropertySourceProperties())
                    .filter(given -> given.startsWith(name))
                    .findFirst()
                    .orElse(setting);
        }
    }

    @Override
    public ContextCustomizer createContextCustomizer(Class<?> test, List<ContextConfigurationAttributes> attributes) {
        return new Customizer();
    }
}
