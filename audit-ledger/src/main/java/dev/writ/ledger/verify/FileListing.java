package dev.writ.ledger.verify;

import java.io.IOException;
import java.util.function.Consumer;

/** Names every file of a log, so that surplus ones are found. */
@FunctionalInterface
public interface FileListing {
    /**
     * Gives every name, relative and with slashes, in any order; things that are neither file nor folder too.
     *
     * @throws IOException if the names cannot be read
     */
    void each(Consumer<String> name) throws IOException;
}
