package dev.writ.policy.fuzz;

import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells differences in which errors are met from differences in what is computed. Which rules are left out by an index, when a
 * body stops, and which operand comes first, is up to an engine; {@code docs/rego.md} says so.
 */
final class Explanation {

    private static final Pattern RULE =
            Pattern.compile("rule (data\\.[a-z0-9_.]+)(\\[.*?\\])? produced conflicting values");

    private final Oracle oracle;

    Explanation(Oracle oracle) {
        this.oracle = oracle;
    }

    boolean explains(FuzzProgram program, Difference difference) throws IOException {
        if (difference.query().isEmpty()) {
            return false;
        }
        FuzzProgram one = program.withQueries(List.of(difference.query()));
        return withoutIndex(one) || withoutFailures(one, difference) || conflictElsewhere(one, difference);
    }

    /** The answers are those of OPA without its rule index and early exit. */
    private boolean withoutIndex(FuzzProgram program) throws IOException {
        return Difference.between(program, oracle.askPlainly(program), Verdict.ours(program)) == null;
    }

    /** One of them met a failing built-in; without strictness, where such a call is undefined, they agree. */
    private boolean withoutFailures(FuzzProgram program, Difference difference) throws IOException {
        boolean failed = difference.kind().matches("error .*eval_(builtin|type)_error.*");
        FuzzProgram lenient = program.lenient();
        return program.strict()
                && failed
                && Difference.between(lenient, oracle.ask(lenient), Verdict.ours(lenient)) == null;
    }

    /** One of them met a conflict: that of a rule both report when they are asked for the rule. */
    private boolean conflictElsewhere(FuzzProgram program, Difference difference) throws IOException {
        boolean one = difference.kind().equals("error none / eval_conflict_error")
                || difference.kind().equals("error eval_conflict_error / none");
        Matcher rule = RULE.matcher(
                difference.theirs().replace("`", "") + " " + difference.ours().replace("`", ""));
        if (!one || !rule.find()) {
            return one;
        }
        FuzzProgram asked = program.withQueries(List.of(rule.group(1)));
        return isConflict(oracle.ask(asked)) && isConflict(Verdict.ours(asked));
    }

    private static boolean isConflict(Verdict verdict) {
        return verdict instanceof Verdict.Answered answered
                && answered.answers().getFirst().code().equals("eval_conflict_error");
    }
}
