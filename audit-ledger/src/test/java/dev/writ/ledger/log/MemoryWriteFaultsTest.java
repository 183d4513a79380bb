package dev.writ.ledger.log;

import dev.writ.ledger.store.MemoryDatabase;
import java.util.Random;

/** Faults of a store in memory, and power cuts that forget any number of commits that no sync has covered. */
class MemoryWriteFaultsTest extends WriteFaultsContract {
    private final MemoryDatabase database = new MemoryDatabase();

    @Override
    protected Node.Rows rows() {
        return new Node.Memory(database);
    }

    @Override
    protected void cut(Random random) {
        database.crash(random.nextInt(database.unsynced() + 1));
    }
}
