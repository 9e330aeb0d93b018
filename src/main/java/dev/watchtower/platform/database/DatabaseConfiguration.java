package dev.watchtower.platform.database;

import com.github.kagkarlsson.scheduler.boot.autoconfigure.Jackson3Serializer;
import com.github.kagkarlsson.scheduler.boot.config.DbSchedulerCustomizer;
import com.github.kagkarlsson.scheduler.serializer.Serializer;
import com.zaxxer.hikari.HikariDataSource;
import dev.watchtower.platform.DataFolder;
import dev.watchtower.platform.OwnerDatabase;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.flyway.autoconfigure.FlywayConfigurationCustomizer;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

/**
 * Two pools on one database. Everything uses the request pool, whose connections start as the request role and see rows
 * only inside a transaction of an organization; the owner's pool is reached through {@link OwnerDatabase} alone.
 */
@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    private static final int REQUEST_CONNECTIONS = 20;
    private static final int OWNER_CONNECTIONS = 4;

    @Bean
    DataFolder dataFolder(@Value("${watchtower.data}") Path folder) {
        return new DataFolder(folder);
    }

    /** The embedded server has been starting since before the first bean, see {@link EmbeddedDatabaseStart}. */
    @Bean
    DatabaseAddress databaseAddress(
            DatabaseSettings settings, ObjectProvider<EmbeddedDatabaseStart.Starting> embedded) {
        return settings.embedded()
                ? embedded.getObject().finished().address()
                : new DatabaseAddress(settings.url(), settings.user(), settings.password());
    }

    @Bean
    RequestRole requestRole(DatabaseAddress address, DatabaseSettings settings) {
        return RequestRole.ensure(address, settings.schema(), settings.embedded());
    }

    @Bean
    DataSource requestDataSource(RequestRole role, DatabaseSettings settings) {
        var options = "-c role=" + role.name() + " -c search_path=" + settings.schema();
        var pool = pool("request", REQUEST_CONNECTIONS, role.login(), options);
        pool.addDataSourceProperty("socketTimeout", "60");
        return pool;
    }

    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource ownerDataSource(DatabaseAddress address, DatabaseSettings settings) {
        return pool("owner", OWNER_CONNECTIONS, address, "-c search_path=" + settings.schema());
    }

    @Bean
    OwnerDatabase ownerDatabase(
            @Qualifier("ownerDataSource") DataSource pool, DatabaseAddress address, DatabaseSettings settings) {
        var options = "-c search_path=" + settings.schema();
        return new OwnerDatabase(pool, () -> address.connect(options), settings.schema());
    }

    @Bean
    FlywayConfigurationCustomizer flywayRole(RequestRole role) {
        return flyway -> flyway.placeholders(Map.of("role", role.name()));
    }

    @Bean
    PlatformTransactionManager transactionManager(@Qualifier("requestDataSource") DataSource dataSource) {
        return new TenantTransactionManager(dataSource);
    }

    @Bean
    DbSchedulerCustomizer jobDataAsJson() {
        return new DbSchedulerCustomizer() {
            @Override
            public Optional<Serializer> serializer() {
                return Optional.of(new Jackson3Serializer());
            }
        };
    }

    /** The pool opens at its first use, so that a bean may hold it before the schema is there. */
    private static HikariDataSource pool(String name, int connections, DatabaseAddress address, String options) {
        var pool = new HikariDataSource();
        pool.setPoolName(name);
        pool.setJdbcUrl(address.url());
        pool.setUsername(address.user());
        pool.setPassword(address.password());
        pool.setMaximumPoolSize(connections);
        pool.setMinimumIdle(Math.min(2, connections));
        pool.setConnectionTimeout(5_000);
        pool.addDataSourceProperty("options", options);
        pool.addDataSourceProperty("connectTimeout", "5");
        pool.addDataSourceProperty("tcpKeepAlive", "true");
        return pool;
    }
}
