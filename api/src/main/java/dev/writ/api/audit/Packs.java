package dev.writ.api.audit;

import dev.writ.api.operation.Progress;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.PayloadField;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.pack.EvidencePack;
import dev.writ.ledger.publish.LogView;
import dev.writ.ledger.publish.PackBuilder;
import dev.writ.ledger.store.StoredEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes evidence packs: the entries asked for with the values that are to be disclosed, and what explains them, which is entry 0 and
 * the activations of the policy revisions that ruled and the erasures of values.
 *
 * @param tenant whose log
 * @param view the log
 * @param rows where things are
 * @param payloads the values beside the log
 */
record Packs(Tenant tenant, LogView view, PackRepository rows, Payloads payloads) {
    /**
     * Makes a pack.
     *
     * @param most bytes that it may have
     * @param progress hears of entries
     * @throws dev.writ.api.platform.ProblemException 404 for something that is not in the published log, 413 for a pack that would be
     *     too large, 500 for a value that contradicts its entry
     */
    Bytes pack(PackRequest request, long most, Progress progress) {
        SortedSet<Long> about = new TreeSet<>(request.indexes());
        request.decisions().forEach(id -> about.add(decision(id)));
        Map<Long, String> keys = rows.draftKeys(tenant, about);
        SortedSet<Long> explaining = explaining(about);
        requireEntries(
                Stream.concat(about.stream(), explaining.stream()).distinct().count());
        AtomicLong done = new AtomicLong();
        AtomicLong bytesSoFar = new AtomicLong();
        var builder = new PackBuilder(view, entry -> {
            progress.at(done.getAndIncrement(), about.size());
            List<PayloadField> disclosed = disclosed(request, keys, entry);
            // What is too large is given up before it is all in memory.
            requireBytes(bytesSoFar.addAndGet(size(entry, disclosed)), most);
            return disclosed;
        });
        EvidencePack pack = builder.pack(about, explaining)
                .orElseThrow(() -> Problem.notFound(
                                "ledger.nothing_here",
                                "the published log does not hold all of the entries " + about,
                                "read `checkpoint` for its size")
                        .raise());
        requireEntries(pack.entries().size());
        Bytes bytes = pack.bytes();
        requireBytes(bytes.size(), most);
        progress.at(about.size(), about.size());
        return bytes;
    }

    /** What an entry takes at least: the pack holds it in base64, its values as they are, and their salts. */
    private static long size(Entry entry, List<PayloadField> disclosed) {
        return entry.bytes().size()
                + disclosed.stream()
                        .mapToLong(field -> field.value().canonical().size())
                        .sum();
    }

    private static void requireEntries(long number) {
        if (number > EvidencePack.MAX_ENTRIES) {
            throw Problem.tooLarge(
                            "pack.too_large",
                            "the pack would have " + number + " entries with those that explain it, more than "
                                    + EvidencePack.MAX_ENTRIES,
                            "ask for fewer entries")
                    .raise();
        }
    }

    private static void requireBytes(long number, long most) {
        if (number > most) {
            throw Problem.tooLarge(
                            "pack.too_large",
                            "the pack would have more than " + most + " bytes",
                            "ask for fewer entries, or disclose less"
                                    + (most < EvidencePack.MAX_SIZE
                                            ? ", or begin an operation with `POST /ledger/<log>/packs`"
                                            : ""))
                    .raise();
        }
    }

    private long decision(UUID id) {
        return rows.decision(tenant, id)
                .orElseThrow(
                        () -> Problem.notFound("decision.unknown", "there is no decision `" + id + "`", "check the id")
                                .raise());
    }

    private SortedSet<Long> explaining(SortedSet<Long> about) {
        Set<Long> found = new HashSet<>(published(rows.erasures(tenant, about)));
        for (long index : about) {
            for (StoredEntry row : view.store().entries(index, index + 1)) {
                parse(row)
                        .draft()
                        .policy()
                        .flatMap(revision -> rows.activation(tenant, "sha256:" + revision.hex(), index))
                        .ifPresent(found::add);
            }
        }
        return new TreeSet<>(found);
    }

    /** What is appended and not published yet cannot be proved, and what it says may come after the pack. */
    private Set<Long> published(Set<Long> indexes) {
        long size = view.publishedSize();
        return indexes.stream().filter(index -> index < size).collect(Collectors.toSet());
    }

    private static Entry parse(StoredEntry row) {
        try {
            return Entry.parse(row.bytes());
        } catch (IllegalArgumentException e) {
            throw Payloads.contradiction("the stored entry", row.seq()).raise();
        }
    }

    private List<PayloadField> disclosed(PackRequest request, Map<Long, String> keys, Entry entry) {
        String key = keys.get(entry.seq());
        if (key == null || request.disclose().isEmpty()) {
            return List.of();
        }
        return payloads.fields(tenant, key, entry, request::discloses);
    }
}
