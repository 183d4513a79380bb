package dev.writ.ledger.verify;

import dev.writ.ledger.tile.TilePath;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Finds files that do not belong to the log. */
final class Leftovers {
    private final long size;

    Leftovers(long size) {
        this.size = size;
    }

    void check(FileListing listing) throws FindingException {
        AtomicReference<@Nullable String> first = new AtomicReference<>();
        try {
            listing.each(name -> {
                String known = first.get();
                if (!belongs(name) && (known == null || name.compareTo(known) < 0)) {
                    first.set(name);
                }
            });
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new FindingException("files", "they cannot be listed: " + LogFiles.problem(e));
        }
        String surplus = first.get();
        if (surplus != null) {
            throw new FindingException("file `" + surplus + "`", "it does not belong to a log of " + size + " entries");
        }
    }

    private boolean belongs(String name) {
        if (name.equals("checkpoint") || name.equals("keys")) {
            return true;
        }
        try {
            return TilePath.parse(name).belongsTo(size);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
