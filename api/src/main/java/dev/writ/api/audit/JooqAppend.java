package dev.writ.api.audit;

import static dev.writ.api.schema.Tables.LEDGER_BATCH;
import static dev.writ.api.schema.Tables.LEDGER_ENTRY;
import static dev.writ.api.schema.Tables.LEDGER_HEAD;
import static dev.writ.api.schema.Tables.LEDGER_KEY;
import static dev.writ.api.schema.Tables.LEDGER_NODE;
import static dev.writ.api.schema.Tables.LEDGER_OUTBOX;

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
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One append transaction on a connection of its own, which holds the lock on the head row. */
final class JooqAppend implements AppendTransaction {
    private static final Logger LOG = LoggerFactory.getLogger(JooqAppend.class);

    private final LogId log;
    private final Connection connection;
    private final DSLContext sql;
    private final Head head;

    JooqAppend(LogId log, Connection connection, DSLContext sql, Head head) {
        this.log = log;
        this.connection = connection;
        this.sql = sql;
        this.head = head;
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
                                Bytes.of(row.getDraft()))));
    }

    @Override
    public void insertEntries(List<StoredEntry> entries) {
        batch(
                "insert entries",
                entries.stream()
                        .map(entry -> sql.insertInto(LEDGER_ENTRY)
                                .set(LEDGER_ENTRY.TENANT, log.name())
                                .set(LEDGER_ENTRY.SEQ, entry.seq())
                                .set(LEDGER_ENTRY.BYTES, entry.bytes().toArray())
                                .set(LEDGER_ENTRY.LEAF_HASH, entry.leafHash().bytes()))
                        .toList());
    }

    @Override
    public void insertNodes(List<StoredNode> nodes) {
        batch(
                "insert nodes",
                nodes.stream()
                        .map(node -> sql.insertInto(LEDGER_NODE)
                                .set(LEDGER_NODE.TENANT, log.name())
                                .set(LEDGER_NODE.NODE_LEVEL, node.level())
                                .set(LEDGER_NODE.N, node.index())
                                .set(LEDGER_NODE.HASH, node.hash().bytes()))
                        .toList());
    }

    @Override
    public void recordKeys(List<RecordedKey> keys) {
        batch(
                "record keys",
                keys.stream()
                        .map(key -> sql.insertInto(LEDGER_KEY)
                                .set(LEDGER_KEY.TENANT, log.name())
                                .set(LEDGER_KEY.PRINCIPAL, key.key().principal())
                                .set(LEDGER_KEY.IDEM_KEY, key.key().key())
                                .set(LEDGER_KEY.FINGERPRINT, key.fingerprint().bytes())
                                .set(LEDGER_KEY.SEQ, key.seq())
                                .set(LEDGER_KEY.LEAF_HASH, key.leafHash().bytes()))
                        .toList());
    }

    @Override
    public void removeDrafts(List<StoredDraft> drafts) {
        batch(
                "remove drafts",
                drafts.stream()
                        .map(draft -> sql.deleteFrom(LEDGER_OUTBOX)
                                .where(LEDGER_OUTBOX.TENANT.eq(log.name()))
                                .and(LEDGER_OUTBOX.ID.eq(draft.id())))
                        .toList());
    }

    /** Runs statements of one shape; each must change one row. */
    private void batch(String what, List<? extends Query> statements) {
        for (Query statement : statements) {
            int rows = StoreFailures.beforeCommit(what, statement::execute);
            if (rows != 1) {
                throw StoreFailures.contradiction("the log `" + log + "` could not " + what + ": a row is not there");
            }
        }
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
        try {
            connection.commit();
        } catch (SQLException e) {
            throw new StoreException(StoreException.Kind.UNKNOWN, "the database did not say whether it committed", e);
        }
    }

    @Override
    public void close() {
        release(connection);
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
