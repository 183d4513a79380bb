package dev.writ.ledger.publish;

import dev.writ.ledger.durable.DurableFolder;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.Checkpoint;
import dev.writ.ledger.note.SignedCheckpoint;
import dev.writ.ledger.tile.TilePath;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes a log into a folder: {@code checkpoint}, {@code keys} and the tiles and bundles of exactly the checkpoint's tree. The
 * rows are written as they are, checked by nobody: finding out what is wrong with them is the verifier's business.
 *
 * @param view the log
 */
public record DirectoryExporter(LogView view) {
    /**
     * Exports. The folder appears as a whole, synced, or not at all.
     *
     * @param target does not exist yet, or is empty
     * @return the checkpoint that was exported
     * @throws ExportException if the folder is in use, or if nothing was published yet
     * @throws IOException if a file cannot be written
     * @throws dev.writ.ledger.store.StoreException if a row is missing, naming it
     */
    public Checkpoint export(Path target) throws IOException {
        SignedCheckpoint signed =
                view.checkpoint().orElseThrow(() -> new ExportException("the log has no checkpoint yet, append first"));
        Bytes keys = view.keys(signed.checkpoint().size());
        try (DurableFolder folder = DurableFolder.beside(target)) {
            folder.write("checkpoint", signed.bytes());
            folder.write("keys", keys);
            long size = signed.checkpoint().size();
            level(folder, TilePath.ENTRIES, size);
            for (int level = 0; TilePath.count(level, size) > 0; level++) {
                level(folder, level, size);
            }
            folder.publish();
        }
        return signed.checkpoint();
    }

    private void level(DurableFolder folder, int level, long size) throws IOException {
        long tiles = (TilePath.count(level, size) + TilePath.FULL - 1) / TilePath.FULL;
        for (long index = 0; index < tiles; index++) {
            TilePath path = new TilePath(level, index, TilePath.width(level, index, size));
            Bytes bytes = view.tile(path)
                    .orElseThrow(() -> new ExportException("the log has no tile `" + path + "` any more"));
            folder.write(path.text(), bytes);
        }
    }
}
