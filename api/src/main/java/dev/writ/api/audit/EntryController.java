package dev.writ.api.audit;

import dev.writ.api.platform.Caller;
import dev.writ.api.platform.CurrentCaller;
import dev.writ.api.platform.Page;
import dev.writ.api.platform.Pages;
import dev.writ.api.platform.Problem;
import dev.writ.ledger.entry.Entry;
import dev.writ.ledger.entry.Json;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/v1/ledger/entries}: entries of the caller's log, searched for and looked at. */
@RestController
@RequestMapping("/api/v1/ledger/entries")
class EntryController {
    private final EntrySearch search;
    private final Pages pages;

    EntryController(EntrySearch search, Pages pages) {
        this.search = search;
        this.pages = pages;
    }

    @GetMapping
    @Operation(
            summary = "Entries of the published log that fit all parameters",
            parameters = {
                @Parameter(
                        name = "digest",
                        description = "SHA-256 of an artifact, `sha256:` and 64 hexadecimal digits"),
                @Parameter(
                        name = "actor",
                        description = "who takes part: id of a principal, or its random id in the log"),
                @Parameter(name = "resource", description = "id of the resource that a decision is about"),
                @Parameter(name = "policy", description = "policy revision, `sha256:` and 64 hexadecimal digits"),
                @Parameter(name = "type", description = "type of the entries"),
                @Parameter(name = "from", description = "first moment, RFC 3339 in UTC"),
                @Parameter(name = "to", description = "moment after the last one, RFC 3339 in UTC"),
                @Parameter(name = "order", description = "`newest` (first) or `oldest`; newest if left out"),
                @Parameter(
                        name = "cursor",
                        description = "`next` of the page before, with the other parameters as there"),
                @Parameter(name = "limit", description = "most items on the page, 1 to 200")
            })
    Page<Found> find(
            @CurrentCaller Caller caller, @Parameter(hidden = true) @RequestParam MultiValueMap<String, String> query) {
        EntryFilter filter = EntryFilter.read(query);
        String fingerprint = EntryFilter.fingerprint(caller.tenant().name(), query);
        OptionalLong after = EntrySearch.after(pages.cursor(query.getFirst("cursor")), fingerprint);
        int size = pages.size(query.getFirst("limit"));
        List<Found> found = search.find(caller.tenant(), filter, after, size + 1).stream()
                .map(Found::of)
                .toList();
        return pages.page(found, size, item -> item.index() + "." + fingerprint);
    }

    @GetMapping("/{index}")
    @Operation(summary = "One entry, with what has become of each value beside it; the values themselves are not shown")
    Looked look(@CurrentCaller Caller caller, @PathVariable String index) {
        if (!index.matches("0|[1-9][0-9]{0,15}")) {
            throw Problem.badRequest("parameter.number", "`index` is `" + index + "`", "send an index of the log")
                    .raise();
        }
        Entry entry = search.entry(caller.tenant(), Long.parseLong(index));
        var values = search.values(caller.tenant(), entry).entrySet().stream()
                .map(value -> Value.of(value.getKey(), value.getValue()))
                .toList();
        Found found = Found.of(entry);
        return new Looked(found.index(), found.leaf(), found.entry(), values);
    }

    /**
     * An entry that was found.
     *
     * @param index its position
     * @param leaf its leaf hash in hexadecimal
     * @param entry what it says; its RFC 8785 form is the leaf
     */
    record Found(long index, String leaf, Json entry) {
        static Found of(Entry entry) {
            return new Found(entry.seq(), entry.leafHash().hex(), entry.json());
        }
    }

    /** As {@link Found}, with the values beside it. */
    record Looked(long index, String leaf, Json entry, List<Value> values) {}

    /**
     * What has become of a value beside the log.
     *
     * @param field name of the payload field
     * @param state {@code kept}, {@code erased} or {@code missing}: not there, and no entry tells of an erasure
     * @param erased_by index of the entry that tells of the erasure
     */
    record Value(String field, String state, @Nullable Long erased_by) {
        static Value of(String field, EntrySearch.Value value) {
            return switch (value) {
                case EntrySearch.Kept() -> new Value(field, "kept", null);
                case EntrySearch.Missing() -> new Value(field, "missing", null);
                case EntrySearch.Erased(OptionalLong by) ->
                    new Value(field, "erased", by.isPresent() ? by.getAsLong() : null);
            };
        }
    }
}
