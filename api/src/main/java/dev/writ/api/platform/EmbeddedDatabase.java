package dev.writ.api.platform;

import com.zaxxer.hikari.HikariConfig;
import java.nio.file.Path;
import java.util.Optional;
import org.jooq.SQLDialect;

/**
 * H2 in this process, in one file. A commit alone is not durable there.
 *
 * @param file ends with {@code .mv.db}; the process holds the lock on its folder
 */
record EmbeddedDatabase(Path file) implements Database {
    static final String SUFFIX = ".mv.db";

    @Override
    public SQLDialect dialect() {
        return SQLDialect.H2;
    }

    @Override
    public Optional<String> sync() {
        return Optional.of("CHECKPOINT SYNC");
    }

    @Override
    public Optional<String> compaction() {
        return Optional.of("SHUTDOWN DEFRAG");
    }

    @Override
    public Optional<String> backup(Path target) {
        return Optional.of("BACKUP TO '" + target.toString().replace("'", "''") + "'");
    }

    @Override
    public HikariConfig connections() {
        String path = file.toString();
        var config = new HikariConfig();
        config.setJdbcUrl(
                "jdbc:h2:file:" + path.substring(0, path.length() - SUFFIX.length())
                        + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=10000;QUERY_CACHE_SIZE=64;DB_CLOSE_ON_EXIT=FALSE");
        config.setUsername("sa");
        config.setPassword("");
        return config;
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
