package dev.writ.api.approval;

import dev.writ.api.platform.Columns;
import dev.writ.ledger.entry.Json;
import java.util.List;
import java.util.Map;

/**
 * Votes that the rules ask for.
 *
 * @param group of which the votes must be
 * @param count how many, at least 1
 * @param distinctFrom parties of the request that may not vote: {@code requester}, {@code trainer}, {@code author}
 */
record Requirement(String group, int count, List<String> distinctFrom) {
    Requirement {
        distinctFrom = List.copyOf(distinctFrom);
    }

    /** Reads the {@code require} of a ruling, whose shape the policy set has checked. */
    static List<Requirement> read(List<Json> require) {
        return require.stream().map(Requirement::read).toList();
    }

    private static Requirement read(Json json) {
        if (json instanceof Json.Obj(Map<String, Json> members)
                && members.get("group") instanceof Json.Str(String group)
                && members.get("count") instanceof Json.Num(double count)
                && members.get("distinct_from") instanceof Json.Arr parties) {
            return new Requirement(group, (int) count, Columns.texts(Columns.write(parties)));
        }
        throw new IllegalStateException("a ruling asks for something else than votes of a group");
    }

    Json json() {
        return new Json.Obj(Map.of(
                "group", new Json.Str(group),
                "count", new Json.Num(count),
                "distinct_from", Columns.json(distinctFrom)));
    }
}
