package dev.writ.api.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.security.SecureRandom;
import java.time.Clock;
import javax.sql.DataSource;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
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
    DataSource dataSource(DataFolder folder) {
        var config = new HikariConfig();
        config.setJdbcUrl(folder.databaseUrl());
        config.setUsername("sa");
        config.setPassword("");
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(CONNECTION_WAIT_MILLIS);
        config.setPoolName("writ");
        return new HikariDataSource(config);
    }

    @Bean
    DefaultConfigurationCustomizer jooq() {
        return configuration -> configuration
                .set(SQLDialect.H2)
                .set(new Settings().withRenderSchema(false).withExecuteLogging(false));
    }
}
