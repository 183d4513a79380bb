package dev.writ.ledger.verify;

import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Erasure;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** The erasures in a pack, and what they say of its other entries. For one pack, whose entries are given in their order. */
final class PackErasures {
    private final Map<Long, ProvedEntry> entries = new TreeMap<>();
    private final Map<Long, SortedMap<String, Long>> erased = new TreeMap<>();

    /** Takes a proved entry in, and what it says if it tells of an erasure. */
    void add(ProvedEntry proved) throws FindingException {
        Entry entry = proved.entry();
        if (Erasure.is(entry.draft())) {
            erasure(proved);
        }
        entries.put(entry.seq(), proved);
    }

    private void erasure(ProvedEntry proved) throws FindingException {
        long index = proved.entry().seq();
        Erasure erasure;
        try {
            erasure = Erasure.of(proved.entry());
        } catch (IllegalArgumentException e) {
            throw new FindingException("entry `" + index + "`", LogFiles.problem(e));
        }
        ProvedEntry about = entries.get(erasure.entry());
        if (about == null || !about.asked()) {
            if (!proved.asked()) {
                throw new FindingException(
                        "entry `" + index + "`",
                        "it tells of an erasure from entry `" + erasure.entry() + "`, which the pack is not about");
            }
            return;
        }
        var fields = erased.computeIfAbsent(erasure.entry(), _ -> new TreeMap<>());
        for (String field : erasure.fields()) {
            judge(about, field, index);
            fields.putIfAbsent(field, index);
        }
    }

    private static void judge(ProvedEntry about, String field, long index) throws FindingException {
        if (!about.entry().draft().commitments().containsKey(field)) {
            throw new FindingException(
                    "entry `" + index + "`",
                    "it tells of an erasure of `" + field + "`, to which entry `"
                            + about.entry().seq() + "` does not commit");
        }
        if (about.disclosed().contains(field)) {
            throw new FindingException(
                    "entry `" + about.entry().seq() + "`",
                    "its field `" + field + "` is disclosed, although entry `" + index + "` tells of its erasure");
        }
    }

    /** The entries in their order, with what was erased from each. */
    List<ProvedEntry> entries() {
        List<ProvedEntry> all = new ArrayList<>();
        for (ProvedEntry proved : entries.values()) {
            var fields = erased.getOrDefault(proved.entry().seq(), new TreeMap<>());
            var hidden = new TreeSet<>(proved.hidden());
            hidden.removeAll(fields.keySet());
            all.add(new ProvedEntry(proved.entry(), proved.asked(), proved.disclosed(), List.copyOf(hidden), fields));
        }
        return all;
    }
}
