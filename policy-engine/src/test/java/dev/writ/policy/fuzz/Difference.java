package dev.writ.policy.fuzz;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where two verdicts differ.
 *
 * @param kind a word for counting
 * @param query the query whose answers differ; empty where the modules are refused by one or for different reasons
 */
record Difference(String kind, String query, String theirs, String ours) {

    /** Both refuse the modules, for different reasons. */
    static final String OTHERWISE = "refused-otherwise";

    /** The first difference, or null. */
    static @Nullable Difference between(FuzzProgram program, Verdict theirs, Verdict ours) {
        List<Difference> all = all(program, theirs, ours);
        return all.isEmpty() ? null : all.getFirst();
    }

    /** Every query whose answers differ; or that the modules are refused by one side, or for other reasons. */
    static List<Difference> all(FuzzProgram program, Verdict theirs, Verdict ours) {
        return switch (theirs) {
            case Verdict.Refused refused ->
                switch (ours) {
                    case Verdict.Refused own ->
                        Collections.disjoint(refused.codes(), own.codes())
                                ? List.of(new Difference(OTHERWISE, "", refused.message(), own.message()))
                                : List.of();
                    case Verdict.Answered ignored ->
                        List.of(new Difference(
                                "accepted-by-us-only " + refused.codes(), "", refused.message(), "accepted"));
                };
            case Verdict.Answered answered ->
                switch (ours) {
                    case Verdict.Refused own ->
                        List.of(new Difference("refused-by-us-only " + own.codes(), "", "accepted", own.message()));
                    case Verdict.Answered own -> answers(program.queries(), answered.answers(), own.answers());
                };
        };
    }

    private static List<Difference> answers(
            List<String> queries, List<Verdict.Answer> theirs, List<Verdict.Answer> ours) {
        List<Difference> found = new ArrayList<>();
        for (int i = 0; i < queries.size(); i++) {
            Verdict.Answer them = theirs.get(i);
            Verdict.Answer us = ours.get(i);
            if (!them.sameAs(us)) {
                found.add(new Difference(kind(them, us), queries.get(i), show(them), show(us)));
            }
        }
        return found;
    }

    private static String kind(Verdict.Answer them, Verdict.Answer us) {
        if (!them.code().equals(us.code())) {
            return "error " + (them.code().isEmpty() ? "none" : them.code()) + " / "
                    + (us.code().isEmpty() ? "none" : us.code());
        }
        if (them.rows().size() == us.rows().size()
                && them.rows().stream()
                        .sorted()
                        .toList()
                        .equals(us.rows().stream().sorted().toList())) {
            return "order of rows";
        }
        return "rows";
    }

    private static String show(Verdict.Answer answer) {
        return answer.code().isEmpty() ? answer.rows().toString() : answer.code() + ": " + answer.message();
    }
}
