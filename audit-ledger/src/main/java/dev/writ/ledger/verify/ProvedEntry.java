package dev.writ.ledger.verify;

import dev.writ.ledger.entry.Entry;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * An entry of a pack that was found in the log.
 *
 * @param entry the entry
 * @param asked whether the pack was made for it, or it only explains others
 * @param disclosed payload fields whose value is in the pack and fits its commitment
 * @param hidden payload fields of which the pack holds nothing but the commitment, and no erasure
 * @param erased payload fields that were erased, each with the index of the entry in the pack that says so
 */
public record ProvedEntry(
        Entry entry, boolean asked, List<String> disclosed, List<String> hidden, SortedMap<String, Long> erased) {
    /** Copies the lists. */
    public ProvedEntry {
        disclosed = List.copyOf(disclosed);
        hidden = List.copyOf(hidden);
        erased = Collections.unmodifiableSortedMap(new TreeMap<>(erased));
    }
}
