package dev.writ.api.platform;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.SQLDialect;

/**
 * H2 in this process, in one file. A commit alone is not durable there.
 *
 * @param file ends with {@code .mv.db}; the process holds the lock on its folder
 * @param powerLoss what is done against the traces of a power loss before it is opened
 */
record EmbeddedDatabase(Path file, Optional<PowerLoss> powerLoss) implements Database {
    static final String SUFFIX = ".mv.db";

    /** The only user of the database, without a password: whoever can read the file can read everything. */
    static final String USER = "sa";

    @Override
    public SQLDialect dialect() {
        return SQLDialect.H2;
    }

    @Override
    public void stage(DataSource connections) throws SQLException {
        connections.unwrap(EmbeddedPool.class).stage();
    }

    @Override
    public void sync(DataSource connections) throws SQLException {
        connections.unwrap(EmbeddedPool.class).sync();
    }

    @Override
    public Optional<Compaction> compaction() {
        return Optional.of(new Compaction(this));
    }

    @Override
    public Optional<EmbeddedCopy> copy(DataSource connections) {
        return Optional.of(new EmbeddedCopy(connections));
    }

    @Override
    public HikariConfig connections() {
        String path = file.toString();
        var config = new HikariConfig();
        config.setJdbcUrl(
                "jdbc:h2:file:" + path.substring(0, path.length() - SUFFIX.length())
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=256;DB_CLOSE_ON_EXIT=FALSE;AUTO_COMPACT_FILL_RATE=0");
        config.setUsername(USER);
        config.setPassword("");
        return config;
    }

    @Override
    public HikariDataSource pool(HikariConfig config) {
        powerLoss.ifPresent(PowerLoss::beforeOpening);
        return new EmbeddedPool(config, powerLoss);
    }

    @Override
    public String place() {
        return file.toString();
    }

    @Override
    public Optional<String> refusal(Throwable failure) {
        return Optional.empty();
    }

    @Override
    public String remedy() {
        return "see that the disk has room and the file is this user's, or restore the data folder from a backup";
    }
}
