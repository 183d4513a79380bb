package dev.writ.policy.fuzz;

import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Tells differences in which errors are met from differences in what is computed. Which rules are left out by an index, when a
 * body stops, and which operand comes first, is up to an engine; {@code docs/rego.md} says so. Each reason is proved by asking
 * both again for a variation of the program. So is a variable that OPA takes for unsafe only because of where
 * statements are written.
 */
final class Explanation {

    /** Values that stand for a rule that has a conflict: the answers must agree with each of them. */
    private static final List<String> VALUES = List.of("1", "\"a\"", "{\"a\": 1}", "[1, \"b\"]");

    /** What is before the value of a rule or an {@code else}, the value, and what begins the body. */
    private static final Pattern HEAD = Pattern.compile("^(\\S.* :?= )(\\S.*)( (?:if )?\\{)$");

    private static final Set<String> UNSAFE = Set.of("rego_unsafe_var_error");

    /** How many rules with conflicts a query may depend on. */
    private static final int RULES = 4;

    /** Why a difference is none. */
    enum Reason {
        INDEX("as OPA without its indexes"),
        FAILURE("the same where failing built-ins are undefined"),
        CONFLICT("the same where the rule with the conflict has one value"),
        WRITING("the same values, with numbers written differently"),
        SHIFT("a shift that ends OPA's process"),
        APART("the same where the comprehension is computed by a statement of its own"),
        CONSTANT("the same where a constant under `with` is a call"),
        TRAILING("the same where json.unmarshal reads valid JSON only"),
        OVERLOOKED("refused by OPA, too, without the comprehensions in negations"),
        SHARED("as OPA where a copy of the base document is the input"),
        REPLACED("accepted by OPA, too, where no function stands for another"),
        EARLY("as OPA where no body ends with its first answer"),
        ORDER("as OPA with `every` last and no statement twice");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            return text;
        }
    }

    private final Oracle oracle;

    Explanation(Oracle oracle) {
        this.oracle = oracle;
    }

    /** The reason, or null. */
    @Nullable
    Reason reason(FuzzProgram program, Difference difference) throws IOException {
        if (difference.query().isEmpty()) {
            if (isAccepted(program, tidied(program))) {
                return Reason.ORDER;
            }
            return isAccepted(program, Comprehensions.asStatements(program))
                    ? Reason.APART
                    : isOverlooked(program) ? Reason.OVERLOOKED : isReplaced(program) ? Reason.REPLACED : null;
        }
        FuzzProgram one = program.withQueries(List.of(difference.query()));
        if (isWriting(one)) {
            return Reason.WRITING;
        }
        if (isShift(one)) {
            return Reason.SHIFT;
        }
        Reason simple = simple(one);
        if (simple != null) {
            return simple;
        }
        if (conflictElsewhere(one, RULES)) {
            return Reason.CONFLICT;
        }
        if (isEarly(one)) {
            return Reason.EARLY;
        }
        FuzzProgram apart = Comprehensions.asStatements(one);
        if (!apart.equals(one) && answer(Verdict.ours(apart)) != null && (agree(apart) || simple(apart) != null)) {
            return Reason.APART;
        }
        if (isConstant(one)) {
            return Reason.CONSTANT;
        }
        FuzzProgram ordered = one.withQueries(List.of(everyLast(difference.query())));
        if (!ordered.equals(one) && Difference.between(one, oracle.ask(ordered), Verdict.ours(one)) == null) {
            return Reason.ORDER;
        }
        return isTrailing(one) ? Reason.TRAILING : isShared(one) ? Reason.SHARED : null;
    }

    /** OPA accepts it with its statements written otherwise, and then all answers are ours. */
    private boolean isAccepted(FuzzProgram program, FuzzProgram otherwise) throws IOException {
        if (otherwise.equals(program) || !(Verdict.ours(program) instanceof Verdict.Answered ours)) {
            return false;
        }
        for (Difference left : Difference.all(program, oracle.ask(otherwise), ours)) {
            if (left.query().isEmpty() || reason(otherwise, left) == null) {
                return false;
            }
        }
        return true;
    }

    private static FuzzProgram tidied(FuzzProgram program) {
        return program.withModules(
                program.modules().stream().map(Explanation::tidied).toList());
    }

    /** OPA accepts a variable without a value in a negation because of a comprehension that stands there, too. */
    private boolean isOverlooked(FuzzProgram program) throws IOException {
        FuzzProgram plain = Comprehensions.notInNegations(program);
        return !plain.equals(program)
                && Verdict.ours(program) instanceof Verdict.Refused ours
                && oracle.ask(plain) instanceof Verdict.Refused theirs
                && theirs.codes().equals(UNSAFE)
                && ours.codes().equals(UNSAFE);
    }

    /** OPA takes the variable of an object in a template string for undeclared where a function stands for another one. */
    private boolean isReplaced(FuzzProgram program) throws IOException {
        FuzzProgram plain = program.withModules(program.modules().stream()
                .map(lines -> lines.stream()
                        .map(line -> line.replaceAll(" with data\\.gen\\d\\.\\w+ as [a-z_.]+(?![\\w.(\\[])", ""))
                        .toList())
                .toList());
        return !plain.equals(program)
                && oracle.ask(program) instanceof Verdict.Refused theirs
                && theirs.message().contains(" is undeclared")
                && theirs.codes().size() == 1
                && (agree(plain) || isAccepted(plain, tidied(plain)));
    }

    /** A {@code with} on a part of a base document that stands for another document stays in OPA after its statement. */
    private boolean isShared(FuzzProgram program) throws IOException {
        UnaryOperator<String> copied =
                text -> text.replaceAll("( as )(data\\.base\\b[\\w.\\[\\]\"]*)", "$1json.unmarshal(json.marshal($2))");
        FuzzProgram copy = program.withModules(program.modules().stream()
                        .map(lines -> lines.stream().map(copied).toList())
                        .toList())
                .withQueries(program.queries().stream().map(copied).toList());
        return !copy.equals(program) && Difference.between(program, oracle.ask(copy), Verdict.ours(program)) == null;
    }

    /** The lines of a module, with each {@code every} at the end of its body, and no statement twice in a body. */
    private static List<String> tidied(List<String> lines) {
        List<String> tidied = new ArrayList<>();
        Set<String> body = new LinkedHashSet<>();
        Set<String> last = new LinkedHashSet<>();
        for (String line : lines) {
            if (line.startsWith("\t")) {
                (line.startsWith("\tevery ") ? last : body).add(line);
            } else {
                body.addAll(last);
                tidied.addAll(body);
                tidied.add(line);
                body.clear();
                last.clear();
            }
        }
        tidied.addAll(body);
        tidied.addAll(last);
        return tidied;
    }

    /** The same values, with numbers that are written differently. */
    private boolean isWriting(FuzzProgram program) throws IOException {
        Verdict.Answer theirs = answer(oracle.ask(program));
        Verdict.Answer ours = answer(Verdict.ours(program));
        return theirs != null
                && ours != null
                && theirs.code().isEmpty()
                && ours.code().isEmpty()
                && values(theirs).equals(values(ours));
    }

    private static List<RegoValue> values(Verdict.Answer answer) {
        return answer.rows().stream()
                .map(row -> "[" + row.replace("} [", "}, [") + "]")
                .map(JsonReader::read)
                .toList();
    }

    /** OPA takes a body that is only a constant under {@code with} for an empty one, whatever the modifiers come to. */
    private boolean isConstant(FuzzProgram program) throws IOException {
        FuzzProgram called = program.withModules(program.modules().stream()
                .map(lines -> lines.stream()
                        .map(line -> line.replaceFirst("^\\t\\(?true\\)? with ", "\tcount([]) == 0 with "))
                        .toList())
                .toList());
        return !called.equals(program) && answer(Verdict.ours(called)) != null && agree(called);
    }

    /** A value that does not depend on a loop is there with its first round; OPA goes on where there is an {@code else}. */
    private boolean isEarly(FuzzProgram program) throws IOException {
        FuzzProgram computed = program.withModules(program.modules().stream()
                .map(lines -> lines.stream()
                        .map(line -> HEAD.matcher(line).replaceFirst("$1[$2][_]$3"))
                        .toList())
                .toList());
        return !computed.equals(program)
                && Difference.between(program, oracle.ask(program), Verdict.ours(computed)) == null;
    }

    /** A query that starts with an {@code every}, with that behind the rest. */
    private static String everyLast(String query) {
        int end = query.startsWith("every ") ? query.lastIndexOf("}; ") : -1;
        return end < 0 ? query : query.substring(end + "}; ".length()) + "; " + query.substring(0, end + 1);
    }

    private boolean isShift(FuzzProgram program) throws IOException {
        Verdict.Answer ours = answer(Verdict.ours(program));
        return ours != null
                && ours.message().contains("bits.lsh")
                && (isPanic(oracle.ask(program)) || isPanic(oracle.askPlainly(program)));
    }

    private static boolean isPanic(Verdict verdict) {
        Verdict.Answer answer = answer(verdict);
        return answer != null
                && answer.code().equals("panic")
                && answer.message().contains("makeslice: len out of range");
    }

    /** OPA overlooks what stands behind a {@code null} that stands behind a value. */
    private boolean isTrailing(FuzzProgram program) throws IOException {
        String checked = program.version() == RegoVersion.V0
                ? "checked(text) = json.unmarshal(text) { json.is_valid(text) }"
                : "checked(text) := json.unmarshal(text) if json.is_valid(text)";
        List<List<String>> modules = new ArrayList<>();
        for (List<String> module : program.modules()) {
            List<String> lines = new ArrayList<>();
            module.forEach(line -> lines.add(line.replace("json.unmarshal(", "checked(")));
            lines.add(checked);
            modules.add(lines);
        }
        FuzzProgram valid = program.withModules(modules);
        return program.texts().stream().anyMatch(text -> text.contains("json.unmarshal("))
                && answer(Verdict.ours(valid)) != null
                && agree(valid);
    }

    private @Nullable Reason simple(FuzzProgram program) throws IOException {
        Verdict ours = Verdict.ours(program);
        if (Difference.between(program, oracle.askPlainly(program), ours) == null) {
            return Reason.INDEX;
        }
        return withoutFailures(program, ours) ? Reason.FAILURE : null;
    }

    /** One of them met a failing built-in; without strictness, where such a call is undefined, they agree. */
    private boolean withoutFailures(FuzzProgram program, Verdict ours) throws IOException {
        if (!program.strict() || !(isFailure(answer(ours)) || isFailure(answer(oracle.ask(program))))) {
            return false;
        }
        FuzzProgram lenient = program.lenient();
        return agree(lenient) || conflictElsewhere(lenient, RULES);
    }

    private static boolean isFailure(Verdict.@Nullable Answer answer) {
        return answer != null && answer.code().matches("eval_(builtin|type)_error");
    }

    private boolean agree(FuzzProgram program) throws IOException {
        return Difference.between(program, oracle.ask(program), Verdict.ours(program)) == null;
    }

    /**
     * One of them met a conflict. Both meet it when they are asked for the rule that has it, and where a value stands for that
     * rule they agree, whatever the value is. Functions cannot be asked for.
     */
    private boolean conflictElsewhere(FuzzProgram program, int rules) throws IOException {
        Verdict.Answer theirs = answer(oracle.ask(program));
        Verdict.Answer ours = answer(Verdict.ours(program));
        if (rules == 0 || theirs == null || ours == null || theirs.isConflict() == ours.isConflict()) {
            return false;
        }
        RuleStub rule = RuleStub.at(program, theirs.isConflict() ? theirs.place() : ours.place());
        if (rule == null || !isMetByBoth(program, rule)) {
            return false;
        }
        for (String value : VALUES) {
            FuzzProgram stubbed = rule.with(value);
            // Where both refuse the program with the value, nothing is proved.
            if (answer(Verdict.ours(stubbed)) == null
                    || !(agree(stubbed) || simple(stubbed) != null || conflictElsewhere(stubbed, rules - 1))) {
                return false;
            }
        }
        return true;
    }

    private boolean isMetByBoth(FuzzProgram program, RuleStub rule) throws IOException {
        if (rule.arity() > 0) {
            return true;
        }
        String query = program.queries().getFirst();
        int modifiers = query.startsWith("x = ") ? query.indexOf(" with ") : -1;
        for (String asked : List.of(rule.path(), rule.path() + (modifiers < 0 ? "" : query.substring(modifiers)))) {
            FuzzProgram alone = program.withQueries(List.of(asked));
            if (isConflict(oracle.ask(alone)) && isConflict(Verdict.ours(alone))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isConflict(Verdict verdict) {
        Verdict.Answer answer = answer(verdict);
        return answer != null && answer.isConflict();
    }

    /** The answer to the only query, or null where the program is refused. */
    private static Verdict.@Nullable Answer answer(Verdict verdict) {
        return verdict instanceof Verdict.Answered answered ? answered.answers().getFirst() : null;
    }
}
