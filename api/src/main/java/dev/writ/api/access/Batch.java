package dev.writ.api.access;

import dev.writ.api.platform.Fields;
import dev.writ.api.platform.Limits;
import dev.writ.ledger.entry.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The body of {@code POST /access/v1/evaluations}: members given once for all, and evaluations that add to or replace them.
 *
 * @param single whether the body is one evaluation after all, since its array is missing or empty
 * @param requests the evaluations, defaults merged in
 * @param semantic when to stop
 */
record Batch(boolean single, List<ActionRequest> requests, Semantic semantic) {
    Batch {
        requests = List.copyOf(requests);
    }

    /** When a batch stops. */
    enum Semantic {
        EXECUTE_ALL("execute_all"),
        DENY_ON_FIRST_DENY("deny_on_first_deny"),
        PERMIT_ON_FIRST_PERMIT("permit_on_first_permit");

        private final String word;

        Semantic(String word) {
            this.word = word;
        }

        /** Whether this answer is the last one. */
        boolean stopsAfter(boolean permitted) {
            return switch (this) {
                case EXECUTE_ALL -> false;
                case DENY_ON_FIRST_DENY -> !permitted;
                case PERMIT_ON_FIRST_PERMIT -> permitted;
            };
        }

        private static Semantic of(String word) {
            for (Semantic semantic : values()) {
                if (semantic.word.equals(word)) {
                    return semantic;
                }
            }
            throw new IllegalArgumentException(word);
        }

        private static List<String> words() {
            return List.of(values()).stream().map(semantic -> semantic.word).toList();
        }
    }

    static Batch read(Json.Obj body, Limits limits) {
        Fields fields = Fields.lenient(body, "");
        Semantic semantic = semantic(fields);
        List<Json> items = fields.items("evaluations", limits.evaluationsPerRequest(), "evaluations");
        if (items.isEmpty()) {
            return new Batch(true, List.of(ActionRequest.read(body, "")), semantic);
        }
        Map<String, Json> defaults = new TreeMap<>(body.members());
        defaults.keySet().retainAll(ActionRequest.parts());
        defaults.forEach((name, value) -> Fields.lenient(value, "/" + name));
        List<ActionRequest> requests = new ArrayList<>();
        for (Json item : items) {
            String pointer = "/evaluations/" + requests.size();
            Fields.lenient(item, pointer);
            Map<String, Json> merged = new TreeMap<>(defaults);
            if (item instanceof Json.Obj(Map<String, Json> members)) {
                merged.putAll(members);
            }
            requests.add(ActionRequest.read(new Json.Obj(merged), pointer));
        }
        return new Batch(false, requests, semantic);
    }

    private static Semantic semantic(Fields fields) {
        if (!fields.has("options")) {
            return Semantic.EXECUTE_ALL;
        }
        Fields options = Fields.lenient(fields.required("options"), "/options");
        return options.has("evaluations_semantic")
                ? Semantic.of(options.oneOf("evaluations_semantic", Semantic.words()))
                : Semantic.EXECUTE_ALL;
    }
}
