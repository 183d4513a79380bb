package dev.writ.api.audit;

import dev.writ.api.platform.Pages;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.SearchTerm;
import dev.writ.ledger.publish.LogView;
import dev.writ.ledger.store.EntryQuery;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.springframework.stereotype.Service;

/**
 * Searches the published log. What is found was read from the log and says what was searched for; that nothing was left out cannot be
 * proved, only by reading the log.
 */
@Service
class EntrySearch {
    private final Logs logs;
    private final Payloads payloads;
    private final ErasedFields erased;
    private final SearchRepository rows;

    EntrySearch(Logs logs, Payloads payloads, ErasedFields erased, SearchRepository rows) {
        this.logs = logs;
        this.payloads = payloads;
        this.erased = erased;
        this.rows = rows;
    }

    /** What has become of a value beside the log. */
    sealed interface Value {}

    /** It is there and fits its commitment. */
    record Kept() implements Value {}

    /**
     * It was erased.
     *
     * @param by index of the entry that tells of it; empty while that is being appended
     */
    record Erased(OptionalLong by) implements Value {}

    /** It is not there, and the log tells of no erasure. */
    record Missing() implements Value {}

    /** An entry, if it is published; 404 if not. */
    Entry entry(Tenant tenant, long index) {
        if (index >= view(tenant).publishedSize()) {
            throw Problem.notFound(
                            "ledger.nothing_here",
                            "the published log has no entry `" + index + "`",
                            "search with `GET /api/v1/ledger/entries`")
                    .raise();
        }
        return payloads.entry(tenant, index);
    }

    /** What has become of each value that an entry commits to, by field. */
    Map<String, Value> values(Tenant tenant, Entry entry) {
        Map<String, Value> states = new TreeMap<>();
        Map<String, OptionalLong> gone = erased.of(tenant, entry.seq());
        Set<String> stored = payloads.stored(tenant, entry);
        for (String field : entry.draft().commitments().keySet()) {
            OptionalLong by = gone.get(field);
            if (by != null) {
                states.put(field, new Erased(by));
            } else {
                states.put(field, stored.contains(field) ? new Kept() : new Missing());
            }
        }
        return states;
    }

    /**
     * Entries that the filter finds.
     *
     * @param after index of the last entry of the page before
     * @param limit most entries
     */
    List<Entry> find(Tenant tenant, EntryFilter filter, OptionalLong after, int limit) {
        LogView view = view(tenant);
        long from = filter.from().map(view::firstAt).orElse(0L);
        long to = filter.to().map(view::firstAt).orElseGet(view::publishedSize);
        if (after.isPresent()) {
            from = filter.newestFirst() ? from : Math.max(from, after.getAsLong() + 1);
            to = filter.newestFirst() ? Math.min(to, after.getAsLong()) : to;
        }
        if (from >= to) {
            return List.of();
        }
        Set<SearchTerm> own = own(tenant, filter);
        List<Entry> found = new ArrayList<>();
        payloads.entries(tenant, positions(view, filter, own, from, to, limit)).forEach(entry -> {
            if (!SearchTerm.of(entry.draft()).containsAll(own)) {
                throw Payloads.contradiction("what the search index holds", entry.seq())
                        .raise();
            }
            found.add(entry);
        });
        return found;
    }

    private List<Long> positions(LogView view, EntryFilter filter, Set<SearchTerm> own, long from, long to, int limit) {
        List<SearchTerm> terms = new ArrayList<>();
        filter.resource().map(SearchTerm::resource).ifPresent(terms::add);
        terms.addAll(own);
        if (!terms.isEmpty()) {
            return view.store().find(new EntryQuery(terms, from, to, filter.newestFirst()), limit);
        }
        LongStream all = filter.newestFirst()
                ? LongStream.iterate(to - 1, index -> index >= from, index -> index - 1)
                : LongStream.range(from, to);
        return all.limit(limit).boxed().toList();
    }

    /** What entries say themselves of what is searched for, the rarest first. */
    private Set<SearchTerm> own(Tenant tenant, EntryFilter filter) {
        Set<SearchTerm> terms = new LinkedHashSet<>();
        filter.digest().map(SearchTerm::digest).ifPresent(terms::add);
        filter.actor()
                .map(actor -> SearchTerm.principal(rows.ledgerId(tenant, actor).orElse(actor)))
                .ifPresent(terms::add);
        filter.policy().map(SearchTerm::policy).ifPresent(terms::add);
        filter.type().map(SearchTerm::type).ifPresent(terms::add);
        return terms;
    }

    /** The index in a cursor that was made for the same search; 400 for any other. */
    static OptionalLong after(String cursor, String fingerprint) {
        if (cursor.isEmpty()) {
            return OptionalLong.empty();
        }
        if (!cursor.matches("(0|[1-9][0-9]{0,17})\\.[0-9a-f]{16}")) {
            throw Pages.wrongCursor().raise();
        }
        int dot = cursor.indexOf('.');
        if (!cursor.substring(dot + 1).equals(fingerprint)) {
            throw Problem.badRequest(
                            "cursor.other_search",
                            "the parameter `cursor` was made for another search",
                            "send the other parameters as for the page before, or leave `cursor` out")
                    .raise();
        }
        return OptionalLong.of(Long.parseLong(cursor.substring(0, dot)));
    }

    private LogView view(Tenant tenant) {
        return logs.of(tenant).view();
    }
}
