package dev.writ.api.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.sql.DataSource;
import org.h2.engine.SessionLocal;
import org.h2.index.Index;
import org.h2.jdbc.JdbcConnection;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.db.MVSecondaryIndex;
import org.h2.mvstore.db.MVTable;
import org.h2.result.SearchRow;
import org.h2.value.VersionedValue;

/** Whether every index of an H2 file knows the rows of its table, none of which belongs to a transaction that is gone. */
final class IndexedRows {
    private IndexedRows() {}

    /** What is wrong, while nobody writes. */
    static List<String> differences(DataSource connections) throws SQLException {
        try (Connection connection = connections.getConnection()) {
            var session = (SessionLocal) connection.unwrap(JdbcConnection.class).getSession();
            return session.getDatabase().getAllSchemas().stream()
                    .flatMap(schema -> schema.getAllTablesAndViews(session).stream())
                    .filter(MVTable.class::isInstance)
                    .flatMap(table -> differences(session, (MVTable) table).stream())
                    .toList();
        }
    }

    private static List<String> differences(SessionLocal session, MVTable table) {
        List<String> found = new ArrayList<>();
        MVStore store = session.getDatabase().getStore().getMvStore();
        MVMap<Long, VersionedValue<?>> rows = store.openMap("table." + table.getId());
        Set<Long> keys = new HashSet<>();
        for (Cursor<Long, VersionedValue<?>> cursor = rows.cursor(null); cursor.hasNext(); ) {
            long key = cursor.next();
            if (isThere(table.getName(), cursor.getValue(), found)) {
                keys.add(key);
            }
        }
        for (Index index : table.getIndexes()) {
            if (index instanceof MVSecondaryIndex secondary
                    && !keys(secondary, found).equals(keys)) {
                found.add("`" + index.getName() + "` knows other rows than `" + table.getName() + "` has");
            }
        }
        return found;
    }

    private static Set<Long> keys(MVSecondaryIndex index, List<String> found) {
        Set<Long> keys = new HashSet<>();
        var cursor = index.getMVMap().cursor(null);
        while (cursor.hasNext()) {
            SearchRow row = cursor.next();
            if (isThere(index.getName(), cursor.getValue(), found)) {
                keys.add(row.getKey());
            }
        }
        return keys;
    }

    /** Transactions that H2 knows were undone when it opened the file. */
    private static boolean isThere(String where, VersionedValue<?> value, List<String> found) {
        if (!value.isCommitted()) {
            found.add("`" + where + "` has something of a transaction that is gone");
        }
        return value.getCurrentValue() != null;
    }
}
