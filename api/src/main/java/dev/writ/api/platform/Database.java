package dev.writ.api.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jooq.Configuration;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DefaultConfiguration;

/** The database that holds the service's rows: its dialect, how to connect to it, and what makes a commit durable. */
public sealed interface Database permits EmbeddedDatabase, PostgresDatabase {
    /** What SQL is written for. */
    SQLDialect dialect();

    /**
     * The statement after which everything that was committed is on stable storage; empty where a commit that has returned is
     * there by itself.
     */
    Optional<String> sync();

    /** What writes the database anew without what was deleted; empty where the server has means of its own. */
    Optional<Compaction> compaction();

    /**
     * The statement that writes a copy of all rows into a new file while others read and write; empty where the server's own programs
     * do that. The copy is of one moment: whatever was committed before the statement began is in it.
     *
     * @param file exists and is empty
     */
    Optional<String> backup(Path file);

    /** Connections as the service needs them; the size of the pool is not set. */
    HikariConfig connections();

    /** Where it is, for messages; holds no secret. */
    String place();

    /** What an operator does when it cannot be used. */
    String remedy();

    /** Why the service does not use a database that it could use; empty if the failure is another one. */
    Optional<String> refusal(Throwable failure);

    /**
     * Opens a pool of connections.
     *
     * @param most connections at once
     * @param waitMillis how long a caller waits for one before it fails
     * @throws RuntimeException with an {@link java.sql.SQLException} below it if there is no connection to be had
     */
    default HikariDataSource open(int most, long waitMillis) {
        HikariConfig config = connections();
        config.setMaximumPoolSize(most);
        config.setConnectionTimeout(waitMillis);
        config.setPoolName("writ");
        return pool(config);
    }

    /**
     * Opens a pool of connections as configured, whatever was prepared before.
     *
     * @param config from {@link #connections()}
     */
    default HikariDataSource pool(HikariConfig config) {
        return new HikariDataSource(config);
    }

    /** A fresh configuration of jOOQ, without connections. */
    default Configuration jooq() {
        return new DefaultConfiguration().set(dialect()).set(settings());
    }

    /** How statements are rendered. */
    static Settings settings() {
        return new Settings().withRenderSchema(false).withExecuteLogging(false);
    }
}
