package dev.writ.api.platform;

import dev.writ.ledger.durable.DurableFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/** Writes an H2 file anew without what was deleted: a copy, which takes its place when it is complete. */
public final class Compaction {
    private static final String COPY = "writ-compact";

    private final EmbeddedDatabase database;

    Compaction(EmbeddedDatabase database) {
        this.database = database;
    }

    /**
     * Compacts. Whatever happens meanwhile, the file is the one of before or the one of after.
     *
     * @throws IOException if there is no room for a copy, or files cannot be used
     * @throws SQLException if H2 cannot do it
     * @throws StartFailure if the file is damaged
     */
    public void run() throws IOException, SQLException {
        database.powerLoss().ifPresent(PowerLoss::beforeOpening);
        Path file = database.file();
        Path copy = file.resolveSibling(COPY + EmbeddedDatabase.SUFFIX);
        try {
            Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
            compact(new EmbeddedDatabase(copy, Optional.empty()));
            try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            DurableFile.moveInto(copy, file);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    private static void compact(EmbeddedDatabase copy) throws SQLException {
        String url = copy.connections().getJdbcUrl();
        try (Connection connection = DriverManager.getConnection(url, EmbeddedDatabase.USER, "");
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN DEFRAG");
        }
    }
}
