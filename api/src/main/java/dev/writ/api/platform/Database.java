package dev.writ.api.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.Configuration;
import org.jooq.SQLDialect;
import org.jooq.conf.Settings;
import org.jooq.impl.DefaultConfiguration;

/** The database that holds the service's rows: its dialect, how to connect to it, and what makes a commit durable. */
public sealed interface Database permits EmbeddedDatabase, PostgresDatabase {
    /** What SQL is written for. */
    SQLDialect dialect();

    /**
     * Makes everything that was committed before the call part of what a sync brings to stable storage; does nothing where a commit that
     * has returned is there by itself. Not called while the thread has a connection that it changed something with.
     *
     * @param connections a pool that was opened here
     * @throws SQLTransientConnectionException if it never began
     * @throws SQLException if it failed
     */
    void stage(DataSource connections) throws SQLException;

    /**
     * Returns once everything that was staged before the call is on stable storage.
     *
     * @param connections a pool that was opened here
     * @throws SQLTransientConnectionException if it never began
     * @throws SQLException if it failed: what is on stable storage is unknown
     */
    void sync(DataSource connections) throws SQLException;

    /** What writes the database anew without what was deleted; empty where the server has means of its own. */
    Optional<Compaction> compaction();

    /**
     * What copies the database while it is in use; empty where the server's own programs do that.
     *
     * @param connections a pool that was opened here
     */
    Optional<EmbeddedCopy> copy(DataSource connections);

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
     * Opens a pool of connections as configured.
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
