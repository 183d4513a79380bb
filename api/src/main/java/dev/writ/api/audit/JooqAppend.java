package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.LEDGER_BATCH;
import static dev.writ.api.schema.Tables.LEDGER_ENTRY;
import static dev.writ.api.schema.Tables.LEDGER_HEAD;
import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.LEDGER_NODE;
import static dev.writ.api.schema.Tables.LEDGER_OUTBOX;
import static dev.writ.api.schema.Tables.LEDGER_TERM;

import dev.writ.ledger.entry.LogId;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.store.AppendTransaction;
import dev.writ.ledger.store.BatchId;
import dev.writ.ledger.store.Head;
import dev.writ.ledger.store.IdempotencyKey;
import dev.writ.ledger.store.RecordedKey;
import dev.writ.ledger.store.StoreException;
import dev.writ.ledger.store.StoredDraft;
import dev.writ.ledger.store.StoredEntry;
import dev.writ.ledger.store.StoredNode;
import dev.writ.ledger.store.StoredTerm;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One append transaction on a connection of its own, which holds the lock on the head row. */
final class JooqAppend implements AppendTransaction {
    private static final Logger LOG = LoggerFactory.getLogger(JooqAppend.class);

    private static final byte[] NO_BYTES = {};

    private final LogId log;
    private final Connection connection;
    private final DSLContext sql;
    private final Head head;
    private final Staging staging;

    JooqAppend(LogId log, Connection connection, DSLContext sql, Head head, Staging staging) {
        this.log = log;
        this.connection = connection;
        this.sql = sql;
        this.head = head;
        this.staging = staging;
    }

    @Override
    public Head head() {
        return head;
    }

    @Override
    public boolean committed(BatchId batch) {
        return StoreFailures.beforeCommit(
                "look up a batch",
                () -> sql.fetchExists(
                        LEDGER_BATCH, LEDGER_BATCH.TENANT.eq(log.name()).and(LEDGER_BATCH.BATCH_ID.eq(batch.id()))));
    }

    @Override
    public Map<IdempotencyKey, RecordedKey> recorded(Collection<IdempotencyKey> keys) {
        return StoreFailures.beforeCommit("look up keys", () -> LedgerRows.recorded(sql, log, keys));
    }

    @Override
    public List<StoredDraft> drafts(int limit) {
        return StoreFailures.beforeCommit(
                "read drafts",
                () -> sql.selectFrom(LEDGER_OUTBOX)
                        .where(LEDGER_OUTBOX.TENANT.eq(log.name()))
                        .orderBy(LEDGER_OUTBOX.ID)
                        .limit(limit)
                        .fetch(row -> new StoredDraft(
                                row.getId(),
                                new IdempotencyKey(row.getPrincipal(), row.getIdemKey()),
                                Hash.of(row.getFingerprint()),
                                Bytes.of(row.getDraft()),
                                LedgerRows.terms(row.getTerms()))));
    }

    @Override
    public void insertEntries(List<StoredEntry> entries) {
        batch(
                "insert entries",
                sql.insertInto(LEDGER_ENTRY)
                        .columns(LEDGER_ENTRY.TENANT, LEDGER_ENTRY.SEQ, LEDGER_ENTRY.BYTES, LEDGER_ENTRY.LEAF_HASH)
                        .values("", 0L, NO_BYTES, NO_BYTES),
                entries,
                entry -> new Object[] {
                    log.name(),
                    entry.seq(),
                    entry.bytes().toArray(),
                    entry.leafHash().bytes()
                });
    }

    @Override
    public void insertTerms(List<StoredTerm> terms) {
        batch(
                "insert terms",
                sql.insertInto(LEDGER_TERM)
                        .columns(LEDGER_TERM.TENANT, LEDGER_TERM.TERM, LEDGER_TERM.SEQ)
                        .values("", NO_BYTES, 0L),
                terms,
                row -> new Object[] {log.name(), row.term().bytes().toArray(), row.seq()});
    }

    @Override
    public void insertNodes(List<StoredNode> nodes) {
        batch(
                "insert nodes",
                sql.insertInto(LEDGER_NODE)
                        .columns(LEDGER_NODE.TENANT, LEDGER_NODE.NODE_LEVEL, LEDGER_NODE.N, LEDGER_NODE.HASH)
                        .values("", 0, 0L, NO_BYTES),
                nodes,
                node -> new Object[] {
                    log.name(), node.level(), node.index(), node.hash().bytes()
                });
    }

    @Override
    public void recordKeys(List<RecordedKey> keys) {
        batch(
                "record keys",
                sql.insertInto(LEDGER_KEY)
                        .columns(
                                LEDGER_KEY.TENANT,
                                LEDGER_KEY.PRINCIPAL,
                                LEDGER_KEY.IDEM_KEY,
                                LEDGER_KEY.FINGERPRINT,
                                LEDGER_KEY.SEQ,
                                LEDGER_KEY.LEAF_HASH)
                        .values("", "", "", NO_BYTES, 0L, NO_BYTES),
                keys,
                key -> new Object[] {
                    log.name(),
                    key.key().principal(),
                    key.key().key(),
                    key.fingerprint().bytes(),
                    key.seq(),
                    key.leafHash().bytes()
                });
    }

    @Override
    public void removeDrafts(List<StoredDraft> drafts) {
        batch(
                "remove drafts",
                sql.deleteFrom(LEDGER_OUTBOX).where(LEDGER_OUTBOX.TENANT.eq("")).and(LEDGER_OUTBOX.ID.eq(0L)),
                drafts,
                draft -> new Object[] {log.name(), draft.id()});
    }

    /**
     * Runs one statement for many rows, prepared once and sent together; it must change one row each time. Bound by JDBC itself: what jOOQ
     * does for each value took a third of the time of a batch.
     */
    private <T> void batch(String what, Query statement, List<T> rows, Function<T, Object[]> values) {
        if (rows.isEmpty()) {
            return;
        }
        int[] changed;
        try (PreparedStatement prepared = connection.prepareStatement(sql.render(statement))) {
            for (T row : rows) {
                Object[] bound = values.apply(row);
                for (int i = 0; i < bound.length; i++) {
                    prepared.setObject(i + 1, bound[i]);
                }
                prepared.addBatch();
            }
            changed = prepared.executeBatch();
        } catch (SQLException e) {
            throw StoreFailures.beforeCommit(what, e);
        }
        if (changed.length != rows.size() || !Arrays.stream(changed).allMatch(JooqAppend::isOneRow)) {
            throw StoreFailures.contradiction("the log `" + log + "` could not " + what + ": a row is not there");
        }
    }

    /** A driver that sends a batch as one statement may say no more than that it went well. */
    private static boolean isOneRow(int changed) {
        return changed == 1 || changed == Statement.SUCCESS_NO_INFO;
    }

    @Override
    public boolean moveHead(Head from, Head to, BatchId batch) {
        int moved = StoreFailures.beforeCommit(
                "move the head",
                () -> sql.update(LEDGER_HEAD)
                        .set(LEDGER_HEAD.SIZE, to.size())
                        .set(LEDGER_HEAD.ROOT, to.root().bytes())
                        .set(LEDGER_HEAD.RANGE_NODES, to.range().toBytes().toArray())
                        .set(LEDGER_HEAD.LAST_LEAF, to.lastLeaf().bytes())
                        .set(LEDGER_HEAD.LAST_TIME, to.lastTime())
                        .where(LEDGER_HEAD.TENANT.eq(log.name()))
                        .and(LEDGER_HEAD.SIZE.eq(from.size()))
                        .and(LEDGER_HEAD.ROOT.eq(from.root().bytes()))
                        .execute());
        if (moved != 1) {
            return false;
        }
        StoreFailures.beforeCommit(
                "remember a batch",
                () -> sql.insertInto(LEDGER_BATCH)
                        .set(LEDGER_BATCH.TENANT, log.name())
                        .set(LEDGER_BATCH.BATCH_ID, batch.id())
                        .set(LEDGER_BATCH.SIZE, to.size())
                        .execute());
        return true;
    }

    @Override
    public void commit() {
        staging.committing();
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new StoreException(StoreException.Kind.UNKNOWN, "the database did not say whether it committed", e);
        }
    }

    @Override
    public void close() {
        release(connection);
        staging.ended();
    }

    /** Undoes what is not committed and gives the connection back. */
    static void release(Connection connection) {
        try (connection) {
            connection.rollback();
            connection.setAutoCommit(true);
        } catch (SQLException e) {
            LOG.warn("could not roll back an append: {}", e.getMessage());
        }
    }
}
