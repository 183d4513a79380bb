package dev.writ.api.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.function.LongConsumer;
import javax.sql.DataSource;

/** Copies the embedded database while it is in use. */
public final class EmbeddedCopy {
    private final DataSource connections;

    EmbeddedCopy(DataSource connections) {
        this.connections = connections;
    }

    /**
     * Writes a copy of all rows into a ZIP file while others read and write. It is of one moment: whatever was committed before the call is in
     * it.
     *
     * @param file exists and is empty
     * @param copied hears how many bytes of the database are in the copy
     * @throws IOException if the file cannot be written
     * @throws SQLException if the database cannot be read
     */
    public void to(Path file, LongConsumer copied) throws IOException, SQLException {
        connections.unwrap(EmbeddedPool.class).copyTo(file, copied);
    }
}
