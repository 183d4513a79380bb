package dev.writ.cli.ledger;

import dev.writ.cli.Failure;
import dev.writ.ledger.durable.DurableFolder;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.tile.TilePath;
import java.io.IOException;
import java.nio.file.Path;

/** Copies a served log into a folder: checkpoint, keys, and the tiles and bundles of exactly that checkpoint's tree. Checks nothing. */
public final class Download {
    private Download() {}

    /**
     * Copies the log. The folder appears as a whole or not at all.
     *
     * @param target does not exist yet, or is empty
     * @return the checkpoint that was copied
     */
    public static Checkpoint to(Path target, HttpLedger ledger) {
        try (DurableFolder folder = DurableFolder.beside(target)) {
            SignedCheckpoint signed = ledger.checkpoint();
            Checkpoint checkpoint = signed.checkpoint();
            folder.write("checkpoint", signed.bytes());
            folder.write("keys", ledger.fetch("keys"));
            level(folder, ledger, TilePath.ENTRIES, checkpoint.size());
            for (int level = 0; TilePath.count(level, checkpoint.size()) > 0; level++) {
                level(folder, ledger, level, checkpoint.size());
            }
            folder.publish();
            return checkpoint;
        } catch (IOException e) {
            throw Failure.io("write the export to `" + target + "`", e);
        }
    }

    private static void level(DurableFolder folder, HttpLedger ledger, int level, long size) throws IOException {
        long count = TilePath.count(level, size);
        for (long first = 0; first < count; first += TilePath.FULL) {
            TilePath path = TilePath.holding(level, first, size);
            folder.write(path.text(), ledger.fetch(path.text()));
        }
    }
}
