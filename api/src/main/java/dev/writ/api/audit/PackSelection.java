package dev.writ.api.audit;

import dev.writ.api.platform.Fields;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.ProblemException;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.entry.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;

/**
 * Which entries a pack is about: those that are named, and those that a search finds.
 *
 * @param indexes of entries
 * @param decisions ids of decisions
 * @param filter of a search; empty if nothing is searched for
 * @param disclose payload fields whose values go into the pack
 */
record PackSelection(
        SortedSet<Long> indexes, List<UUID> decisions, Optional<EntryFilter> filter, Set<String> disclose) {
    private static final List<String> SEARCH = List.of("resource", "digest", "actor", "policy", "type", "from", "to");
    private static final List<String> MEMBERS = List.of("index", "decision", "search", "disclose");
    private static final int MOST_FIELDS = 64;
    private static final int LONGEST = 500;

    /**
     * Body of a request.
     *
     * @param index indexes of entries
     * @param decision ids of decisions
     * @param search what entries are found by
     * @param disclose payload fields to disclose, or {@code all}; none if left out
     */
    record Body(
            @Nullable List<Long> index,
            @Nullable List<String> decision,
            @Nullable Search search,
            @Nullable List<String> disclose) {}

    /** What entries are found by; each member narrows, as the parameters of {@code GET /api/v1/ledger/entries} do. */
    record Search(
            @Nullable String resource,
            @Nullable String digest,
            @Nullable String actor,
            @Nullable String policy,
            @Nullable String type,
            @Nullable String from,
            @Nullable String to) {}

    /**
     * Reads a body.
     *
     * @throws ProblemException 422 for one that selects nothing, or not in this form
     */
    static PackSelection read(Json.Obj body) {
        Fields fields = Fields.of(body, "", MEMBERS);
        Optional<EntryFilter> filter =
                body.members().containsKey("search") ? Optional.of(search(fields)) : Optional.empty();
        SortedSet<Long> indexes = new TreeSet<>();
        fields.items("index", PackRequest.MOST, "indexes").forEach(item -> indexes.add(index(item)));
        List<UUID> decisions = new ArrayList<>();
        for (String id : fields.texts("decision", PackRequest.MOST)) {
            decisions.add(uuid(id));
        }
        if (filter.isEmpty() && indexes.isEmpty() && decisions.isEmpty()) {
            throw wrong("`/index`, `/decision` and `/search` select nothing").raise();
        }
        return new PackSelection(indexes, decisions, filter, Set.copyOf(fields.texts("disclose", MOST_FIELDS)));
    }

    private static EntryFilter search(Fields fields) {
        Fields search = Fields.of(fields.required("search"), "/search", SEARCH);
        var query = new LinkedMultiValueMap<String, String>();
        SEARCH.stream().filter(search::has).forEach(name -> query.add(name, search.text(name, LONGEST)));
        query.add("order", "oldest");
        try {
            return EntryFilter.read(query);
        } catch (ProblemException e) {
            throw e.problem().withStatus(422).raise();
        }
    }

    private static long index(Json item) {
        if (item instanceof Json.Num(double number)
                && number >= 0
                && number < 1L << 53
                && number == Math.rint(number)) {
            return (long) number;
        }
        throw wrong("`/index` is no list of indexes").raise();
    }

    private static UUID uuid(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw wrong("`/decision` holds `" + text + "`, which is no id").raise();
        }
    }

    private static Problem wrong(String what) {
        return Problem.unprocessable(
                "pack.selection",
                what,
                "name entries by `index`, decisions by `decision`, or what is to be found by `search`; 1 to "
                        + PackRequest.MOST + " entries in all");
    }

    /** Whether values go into the pack. */
    boolean disclosesSome() {
        return !disclose.isEmpty();
    }

    /**
     * The request that this makes, once the log was searched.
     *
     * @throws ProblemException 400 if that finds nothing, 413 if it finds more than one pack can hold
     */
    PackRequest request(Tenant tenant, EntrySearch search) {
        SortedSet<Long> all = new TreeSet<>(indexes);
        filter.ifPresent(by -> search.find(tenant, by, OptionalLong.empty(), PackRequest.MOST + 1)
                .forEach(entry -> all.add(entry.seq())));
        if (all.size() + decisions.size() > PackRequest.MOST) {
            throw Problem.tooLarge(
                            "pack.too_large",
                            "the search finds more than " + PackRequest.MOST + " entries",
                            "narrow it, such as by `from` and `to`, and make several packs")
                    .raise();
        }
        return new PackRequest(all, decisions, disclose);
    }
}
