package dev.writ.policy.testrun;

import dev.writ.policy.explain.TraceEvent;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads the results of cases from the object that a test gave, and from the cases that it entered. */
final class SubResults {

    /** A result that is still being read. */
    private static final class Draft {
        private final String name;
        private boolean failed;
        private final SortedMap<String, Draft> cases = new TreeMap<>();

        Draft(String name, boolean failed) {
            this.name = name;
            this.failed = failed;
        }

        SubResult toResult() {
            return new SubResult(name, failed, results(cases), List.of());
        }
    }

    private SubResults() {}

    /**
     * The results of cases, by name.
     *
     * @param value what the test gave
     * @param entered the cases it entered; those that are not in the value have failed
     */
    static SortedMap<String, SubResult> of(RegoValue value, List<RegoArray> entered) {
        SortedMap<String, Draft> drafts = drafts(value);
        for (RegoArray path : entered) {
            enter(drafts, path, 0);
        }
        return results(drafts);
    }

    private static SortedMap<String, SubResult> results(SortedMap<String, Draft> drafts) {
        SortedMap<String, SubResult> results = new TreeMap<>();
        drafts.forEach((name, draft) -> results.put(name, draft.toResult()));
        return results;
    }

    private static SortedMap<String, Draft> drafts(RegoValue value) {
        SortedMap<String, Draft> drafts = new TreeMap<>();
        if (value instanceof RegoObject object) {
            object.forEach((key, verdict) -> drafts.put(text(key), draft(text(key), verdict)));
        }
        return drafts;
    }

    private static Draft draft(String name, RegoValue verdict) {
        return switch (verdict) {
            case RegoNull ignored -> new Draft("", false);
            case RegoBoolean holds -> new Draft(name, !holds.isTrue());
            case RegoObject group -> {
                Draft draft = new Draft(name, false);
                draft.cases.putAll(drafts(group));
                draft.failed = draft.cases.values().stream().anyMatch(below -> below.failed);
                yield draft;
            }
            case RegoValue other -> new Draft(name, true);
        };
    }

    /** Adds a case that was entered, failed unless it is there; answers whether it failed. */
    private static boolean enter(SortedMap<String, Draft> drafts, RegoArray path, int depth) {
        if (depth >= path.size()) {
            return true;
        }
        Draft draft = drafts.computeIfAbsent(text(path.get(depth)), name -> new Draft(name, true));
        if (depth == path.size() - 1) {
            return draft.failed;
        }
        boolean failed = enter(draft.cases, path, depth + 1);
        draft.failed |= failed;
        return failed;
    }

    /** The same results, one of them with steps: the case of that name, if it is there. */
    static SortedMap<String, SubResult> withTrace(
            SortedMap<String, SubResult> results, List<RegoValue> name, List<TraceEvent> trace) {
        SubResult result = name.isEmpty() ? null : results.get(text(name.getFirst()));
        if (result == null) {
            return results;
        }
        SortedMap<String, SubResult> changed = new TreeMap<>(results);
        changed.put(
                text(name.getFirst()),
                name.size() == 1
                        ? result.withTrace(trace)
                        : result.withCases(withTrace(result.cases(), name.subList(1, name.size()), trace)));
        return changed;
    }

    private static String text(RegoValue key) {
        return key instanceof RegoString string ? string.value() : JsonWriter.compactHtmlSafe(key);
    }
}
