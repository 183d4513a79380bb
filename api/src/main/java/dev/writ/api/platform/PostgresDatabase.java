package dev.writ.api.platform;

import com.zaxxer.hikari.HikariConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.SQLDialect;

/** A database on a PostgreSQL server, which several services may share. What it has committed is durable. */
public final class PostgresDatabase implements Database {
    /** The environment variable that holds the password unless a file does. */
    public static final String PASSWORD_VARIABLE = "WRIT_DB_PASSWORD";

    private final PostgresAddress address;
    private final DurablePostgres source;

    private PostgresDatabase(PostgresAddress address, DurablePostgres source) {
        this.address = address;
        this.source = source;
    }

    /**
     * The database at an address; nothing is connected yet.
     *
     * @param password what the environment says; the file of the address wins
     * @throws StartFailure if the password file cannot be read
     */
    public static PostgresDatabase at(PostgresAddress address, Optional<String> password) {
        var source = new DurablePostgres(address);
        address.passwordFile()
                .map(PostgresDatabase::firstLine)
                .or(() -> password)
                .ifPresent(source::setPassword);
        return new PostgresDatabase(address, source);
    }

    private static String firstLine(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            return lines.isEmpty() ? "" : lines.getFirst();
        } catch (IOException e) {
            throw new StartFailure(
                    "cannot read the password of the database from `" + file + "`: "
                            + e.getClass().getSimpleName() + "; correct `--db-password-file`",
                    e);
        }
    }

    @Override
    public SQLDialect dialect() {
        return SQLDialect.POSTGRES;
    }

    @Override
    public void stage(DataSource connections) {
        // A commit that has returned is on stable storage.
    }

    @Override
    public void sync(DataSource connections) {
        // As above.
    }

    @Override
    public Optional<Compaction> compaction() {
        return Optional.empty();
    }

    @Override
    public Optional<EmbeddedCopy> copy(DataSource connections) {
        return Optional.empty();
    }

    @Override
    public HikariConfig connections() {
        var config = new HikariConfig();
        config.setDataSource(source);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        return config;
    }

    @Override
    public String place() {
        return address.place();
    }

    @Override
    public Optional<String> refusal(Throwable failure) {
        return failure instanceof DurablePostgres.NotDurable reason
                ? Optional.of("the database `" + place() + "` " + reason.getMessage())
                : Optional.empty();
    }

    @Override
    public String remedy() {
        return "see that PostgreSQL runs there and lets `" + address.user()
                + "` in, and correct `--db-url`, `--db-user`" + " or the password";
    }
}
