package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.LEDGER_CHECKPOINT;
import static dev.writ.api.schema.Tables.LEDGER_ENTRY;
import static dev.writ.api.schema.Tables.LEDGER_HEAD;
import static dev.writ.api.schema.Tables.LEDGER_NODE;
import static dev.writ.api.schema.Tables.LEDGER_TERM;

import dev.writ.api.platform.Database;
import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.AppendTransaction;
import dev.writ.ledger.store.EntryQuery;
import dev.writ.ledger.store.Head;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.LedgerStore;
import dev.writ.ledger.store.RecordedKey;
import dev.writ.ledger.store.StoreException;
import dev.writ.ledger.store.StoredCheckpoint;
import dev.writ.ledger.store.StoredEntry;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.jooq.Configuration;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;

/** The ledger's ports on H2 and PostgreSQL through jOOQ. Every append has a connection of its own. */
final class JooqLedgerStore implements LedgerStore {
    private static final int MAX_LEVEL = 7;

    private final LogId log;
    private final DataSource connections;
    private final Staging staging;
    private final Configuration configuration;
    private final DSLContext sql;

    /** Over connections to a database. */
    JooqLedgerStore(LogId log, DataSource connections, Database database) {
        this.log = log;
        this.connections = connections;
        this.staging = new Staging(connections, database);
        this.configuration = database.jooq();
        this.sql = DSL.using(configuration.derive(connections));
    }

    @Override
    public LogId log() {
        return log;
    }

    @Override
    public void create() {
        var empty = Head.EMPTY;
        StoreFailures.beforeCommit(
                "make the head row",
                () -> sql.insertInto(LEDGER_HEAD)
                        .set(LEDGER_HEAD.TENANT, log.name())
                        .set(LEDGER_HEAD.SIZE, empty.size())
                        .set(LEDGER_HEAD.ROOT, empty.root().bytes())
                        .set(LEDGER_HEAD.RANGE_NODES, empty.range().toBytes().toArray())
                        .set(LEDGER_HEAD.LAST_LEAF, empty.lastLeaf().bytes())
                        .set(LEDGER_HEAD.LAST_TIME, empty.lastTime())
                        .onConflictDoNothing()
                        .execute());
    }

    @Override
    public AppendTransaction begin() {
        Connection connection = connect();
        try {
            connection.setAutoCommit(false);
            DSLContext transaction = DSL.using(configuration.derive(connection));
            Head head = StoreFailures.beforeCommit("lock the head row", () -> LedgerRows.head(transaction, log, true))
                    .orElseThrow(() -> StoreFailures.contradiction("the log `" + log + "` has no head row"));
            return new JooqAppend(log, connection, transaction, head, staging);
        } catch (SQLException e) {
            JooqAppend.release(connection);
            throw StoreFailures.beforeCommit("begin an append", e);
        } catch (StoreException e) {
            JooqAppend.release(connection);
            throw e;
        }
    }

    private Connection connect() {
        try {
            return connections.getConnection();
        } catch (SQLException e) {
            throw new StoreException(StoreException.Kind.RETRYABLE, "the database gives no connection", e);
        }
    }

    @Override
    public void sync() {
        try {
            staging.sync();
        } catch (SQLTransientConnectionException e) {
            throw new StoreException(StoreException.Kind.RETRYABLE, "nothing was synced: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new StoreException(StoreException.Kind.FATAL, "the database failed to sync to stable storage", e);
        }
    }

    @Override
    public StoredCheckpoint publish(StoredCheckpoint checkpoint) {
        return StoreFailures.beforeCommit("store a checkpoint", () -> {
            sql.insertInto(LEDGER_CHECKPOINT)
                    .set(LEDGER_CHECKPOINT.TENANT, log.name())
                    .set(LEDGER_CHECKPOINT.SIZE, checkpoint.size())
                    .set(LEDGER_CHECKPOINT.NOTE, checkpoint.note().toArray())
                    .onConflictDoNothing()
                    .execute();
            return sql.select(LEDGER_CHECKPOINT.NOTE)
                    .from(LEDGER_CHECKPOINT)
                    .where(LEDGER_CHECKPOINT.TENANT.eq(log.name()))
                    .and(LEDGER_CHECKPOINT.SIZE.eq(checkpoint.size()))
                    .fetchSingle(row -> new StoredCheckpoint(checkpoint.size(), Bytes.of(row.value1())));
        });
    }

    @Override
    public Optional<Head> head() {
        return StoreFailures.beforeCommit("read the head row", () -> LedgerRows.head(sql, log, false));
    }

    @Override
    public List<StoredEntry> entries(long from, long to) {
        checkRange(from, to);
        return StoreFailures.beforeCommit(
                "read entries",
                () -> sql.select(LEDGER_ENTRY.SEQ, LEDGER_ENTRY.BYTES, LEDGER_ENTRY.LEAF_HASH)
                        .from(LEDGER_ENTRY)
                        .where(LEDGER_ENTRY.TENANT.eq(log.name()))
                        .and(LEDGER_ENTRY.SEQ.ge(from))
                        .and(LEDGER_ENTRY.SEQ.lt(to))
                        .orderBy(LEDGER_ENTRY.SEQ)
                        .fetch(row -> new StoredEntry(row.value1(), Bytes.of(row.value2()), Hash.of(row.value3()))));
    }

    @Override
    public List<Hash> leafHashes(long from, long to) {
        checkRange(from, to);
        return complete(
                "entry",
                from,
                to,
                StoreFailures.beforeCommit(
                        "read leaf hashes",
                        () -> sql.select(LEDGER_ENTRY.LEAF_HASH)
                                .from(LEDGER_ENTRY)
                                .where(LEDGER_ENTRY.TENANT.eq(log.name()))
                                .and(LEDGER_ENTRY.SEQ.ge(from))
                                .and(LEDGER_ENTRY.SEQ.lt(to))
                                .orderBy(LEDGER_ENTRY.SEQ)
                                .fetch(row -> Hash.of(row.value1()))));
    }

    @Override
    public List<Hash> nodes(int level, long from, long to) {
        checkRange(from, to);
        if (level < 1 || level > MAX_LEVEL) {
            throw new IllegalArgumentException("there is no tile level " + level);
        }
        return complete(
                "node of level " + level,
                from,
                to,
                StoreFailures.beforeCommit(
                        "read nodes",
                        () -> sql.select(LEDGER_NODE.HASH)
                                .from(LEDGER_NODE)
                                .where(LEDGER_NODE.TENANT.eq(log.name()))
                                .and(LEDGER_NODE.NODE_LEVEL.eq(level))
                                .and(LEDGER_NODE.N.ge(from))
                                .and(LEDGER_NODE.N.lt(to))
                                .orderBy(LEDGER_NODE.N)
                                .fetch(row -> Hash.of(row.value1()))));
    }

    private List<Hash> complete(String what, long from, long to, List<Hash> hashes) {
        if (hashes.size() != to - from) {
            throw StoreFailures.contradiction("the log `" + log + "` misses a " + what + " from " + from + " to " + to);
        }
        return hashes;
    }

    @Override
    public Optional<StoredCheckpoint> checkpoint() {
        return StoreFailures.beforeCommit(
                "read the checkpoint",
                () -> sql.select(LEDGER_CHECKPOINT.SIZE, LEDGER_CHECKPOINT.NOTE)
                        .from(LEDGER_CHECKPOINT)
                        .where(LEDGER_CHECKPOINT.TENANT.eq(log.name()))
                        .orderBy(LEDGER_CHECKPOINT.SIZE.desc())
                        .limit(1)
                        .fetchOptional(row -> new StoredCheckpoint(row.value1(), Bytes.of(row.value2()))));
    }

    @Override
    public Map<IdempotencyKey, RecordedKey> recorded(Collection<IdempotencyKey> keys) {
        if (keys.size() > MAX_ROWS) {
            throw new IllegalArgumentException("at most " + MAX_ROWS + " keys can be looked up at once");
        }
        return StoreFailures.beforeCommit("look up keys", () -> LedgerRows.recorded(sql, log, keys));
    }

    @Override
    public List<Long> find(EntryQuery query, int limit) {
        if (limit < 1 || limit > MAX_ROWS) {
            throw new IllegalArgumentException("at least 1 and at most " + MAX_ROWS + " entries can be found at once");
        }
        return StoreFailures.beforeCommit(
                "find entries", () -> LedgerRows.find(sql, log, query, limit).fetch(LEDGER_TERM.SEQ));
    }

    private static void checkRange(long from, long to) {
        if (from < 0 || to < from || to - from > MAX_ROWS) {
            throw new IllegalArgumentException(
                    "the range from " + from + " to " + to + " is negative, reversed or longer than " + MAX_ROWS);
        }
    }
}
