package dev.writ.ledger.pack;

import dev.writ.ledger.entry.PayloadField;
import dev.writ.ledger.merkle.Bytes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * One entry in a pack.
 *
 * @param entry its canonical bytes
 * @param proof a tlog-proof up to its empty line: header, index line and one hash a line; the pack's checkpoint completes it
 * @param fields the payload fields that are disclosed, by name
 */
public record PackedEntry(Bytes entry, String proof, List<PayloadField> fields) {
    /** Sorts the fields. */
    public PackedEntry {
        var sorted = new ArrayList<>(fields);
        sorted.sort(Comparator.comparing(PayloadField::name));
        fields = List.copyOf(sorted);
    }
}
