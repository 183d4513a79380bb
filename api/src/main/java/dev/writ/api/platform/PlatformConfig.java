package dev.writ.api.platform;

import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.springframework.boot.jooq.autoconfigure.DefaultConfigurationCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Clock, limits and database. */
@Configuration(proxyBeanMethods = false)
class PlatformConfig {
    private static final int CONNECTIONS = 16;
    private static final long CONNECTION_WAIT_MILLIS = 5_000;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Tenants tenants(ServeOptions options) {
        return options.tenants();
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    TransactionTemplate transactions(PlatformTransactionManager manager) {
        return new TransactionTemplate(manager);
    }

    @Bean
    Limits limits() {
        return Limits.standard();
    }

    @Bean
    DataSource dataSource(Database database, DataFolder closedAfterIt) {
        return database.open(CONNECTIONS, CONNECTION_WAIT_MILLIS);
    }

    @Bean
    DefaultConfigurationCustomizer jooq(Database database) {
        return configuration -> configuration.set(database.dialect()).set(Database.settings());
    }
}
