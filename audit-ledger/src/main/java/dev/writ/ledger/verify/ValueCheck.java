package dev.writ.ledger.verify;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Erasure;
import dev.writ.ledger.entry.PayloadField;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.merkle.Hash;
import dev.writ.ledger.tile.TilePath;
import dev.writ.ledger.tile.TileSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Checks the values beside a log against its entries, which must have been verified: each value that an entry commits to is there and
 * fits, or a later entry tells of its erasure and it is gone. Memory grows with the values that are gone only. One object checks once.
 */
public final class ValueCheck {
    private final LogFiles files;
    private final Values values;
    private final Map<Field, Finding> gone = new TreeMap<>();
    private long entries;
    private long kept;
    private long erased;

    private ValueCheck(TileSource log, Values values) {
        this.files = new LogFiles(log);
        this.values = values;
    }

    /** Where the values are. */
    public interface Values {
        /**
         * What is stored beside entries, by their index.
         *
         * @param from index of the first entry
         * @param to index after the last one
         */
        Map<Long, List<PayloadField>> of(long from, long to);

        /** Whether a value was erased after the log that is checked was read. */
        boolean erasedLater(long entry, String field);
    }

    /** A field of an entry. */
    private record Field(long entry, String name) implements Comparable<Field> {
        @Override
        public int compareTo(Field other) {
            int order = Long.compare(entry, other.entry);
            return order == 0 ? name.compareTo(other.name) : order;
        }
    }

    /**
     * Checks.
     *
     * @param log its files, verified
     * @param size number of entries
     */
    public static ValueReport check(TileSource log, long size, Values values) {
        ValueCheck check = new ValueCheck(log, values);
        Optional<Finding> finding = Optional.empty();
        long later = 0;
        try {
            check.walk(size);
            later = check.later();
        } catch (FindingException e) {
            finding = Optional.of(e.finding());
        }
        return new ValueReport(check.entries, check.kept, check.erased, later, finding);
    }

    private void walk(long size) throws FindingException {
        while (entries < size) {
            List<Bytes> bundle = files.bundle(TilePath.holding(TilePath.ENTRIES, entries, size));
            Map<Long, List<PayloadField>> stored = values.of(entries, entries + bundle.size());
            for (Bytes bytes : bundle) {
                Entry entry = entry(bytes);
                fields(entry, stored.getOrDefault(entries, List.of()));
                entries++;
            }
        }
    }

    private Entry entry(Bytes bytes) throws FindingException {
        try {
            Entry entry = Entry.parse(bytes);
            if (entry.seq() == entries) {
                return entry;
            }
        } catch (IllegalArgumentException e) {
            throw new FindingException("entry `" + entries + "`", LogFiles.problem(e));
        }
        throw new FindingException("entry `" + entries + "`", "it says that it is another one");
    }

    private void fields(Entry entry, List<PayloadField> stored) throws FindingException {
        Map<String, Hash> missing = new TreeMap<>(entry.draft().commitments());
        for (PayloadField field : stored) {
            if (!field.commitment().equals(missing.remove(field.name()))) {
                throw new FindingException(
                        place(entry.seq(), field.name()), "the stored value is not what the entry commits to");
            }
            kept++;
        }
        for (String name : missing.keySet()) {
            gone.put(
                    new Field(entry.seq(), name),
                    new Finding(place(entry.seq(), name), "the value is missing, and no entry tells of its erasure"));
        }
        if (Erasure.is(entry.draft())) {
            erasure(entry);
        }
    }

    private void erasure(Entry entry) throws FindingException {
        Erasure erasure;
        try {
            erasure = Erasure.of(entry);
        } catch (IllegalArgumentException e) {
            throw new FindingException("entry `" + entry.seq() + "`", LogFiles.problem(e));
        }
        for (String name : erasure.fields()) {
            if (gone.remove(new Field(erasure.entry(), name)) == null) {
                throw new FindingException(
                        place(erasure.entry(), name),
                        "entry `" + entry.seq() + "` tells of its erasure, and it is still there, or never was, or was"
                                + " erased before");
            }
            erased++;
        }
    }

    /** How many of the values that are still unexplained were erased since; the first other one is a finding. */
    private long later() throws FindingException {
        long later = 0;
        for (Map.Entry<Field, Finding> field : gone.entrySet()) {
            if (!values.erasedLater(field.getKey().entry(), field.getKey().name())) {
                throw new FindingException(
                        field.getValue().place(), field.getValue().message());
            }
            later++;
        }
        return later;
    }

    private static String place(long entry, String field) {
        return "`" + field + "` of entry `" + entry + "`";
    }
}
