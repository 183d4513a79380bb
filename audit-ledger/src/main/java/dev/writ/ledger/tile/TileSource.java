package dev.writ.ledger.tile;

import dev.writ.ledger.merkle.Bytes;
import java.io.IOException;
import java.util.Optional;

/** The files of a log, wherever they are: a folder, an HTTP server, a database. */
@FunctionalInterface
public interface TileSource {
    /**
     * Reads one file as a whole.
     *
     * @param path relative, with slashes: {@code checkpoint}, {@code keys} or a {@link TilePath}
     * @param limit largest number of bytes to accept
     * @return empty if there is no such file
     * @throws IOException if it cannot be read or is larger than the limit; nothing of it was believed
     */
    Optional<Bytes> read(String path, int limit) throws IOException;
}
