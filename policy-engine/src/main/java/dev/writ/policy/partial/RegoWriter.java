package dev.writ.policy.partial;

import dev.writ.policy.ast.InfixOperator;
import dev.writ.policy.ast.TermText;
import dev.writ.policy.check.Callee;
import dev.writ.policy.check.CheckedBody;
import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.Literals;
import dev.writ.policy.check.LocalVar;
import dev.writ.policy.check.Replacement;
import dev.writ.policy.parse.Keywords;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the statements of one query or rule as Rego. Documents are written in full, and variables other than those that
 * mean something outside get names that no rule has, so that nothing depends on where the text stands.
 *
 * <p>A negation of anything that {@code not} would evaluate before it ({@code not f(input.x)} has no solution where
 * {@code input.x} has no value) is written as a comprehension that stays empty.
 */
final class RegoWriter {
    /** Names that are no keywords and mean something everywhere. */
    private static final Set<String> RESERVED = Set.of("data", "input", "set");

    private final Map<Integer, String> names = new HashMap<>();
    private final Map<Integer, CheckedStatement.Call> calls;
    private final Map<Integer, Integer> counts = new HashMap<>();
    private final Consumer<List<RegoValue>> documents;
    private int made;

    /**
     * @param given the names of variables that mean something outside
     * @param documents told which documents below {@code data} are written
     */
    RegoWriter(
            Simplifier.Simplified body,
            List<CheckedTerm> head,
            Map<Integer, String> given,
            Consumer<List<RegoValue>> documents) {
        this.calls = body.calls();
        this.documents = documents;
        names.putAll(given);
        Occurrences all = new Occurrences((variable, direct) -> counts.merge(variable.id(), 1, Integer::sum));
        body.statements().forEach(all::statement);
        body.calls().values().forEach(all::statement);
        head.forEach(term -> all.term(term, true));
    }

    /** The expressions, each on one line and none twice. */
    List<String> lines(List<CheckedStatement> statements) {
        Set<String> lines = new LinkedHashSet<>();
        statements.forEach(statement -> lines(statement, lines));
        return lines.stream().map(RegoWriter::apart).toList();
    }

    /** A line that starts with a minus would go on with the line before it. */
    private static String apart(String line) {
        if (!line.startsWith("-")) {
            return line;
        }
        int end = line.indexOf(' ');
        return end < 0 ? "(" + line + ")" : "(" + line.substring(0, end) + ")" + line.substring(end);
    }

    private void lines(CheckedStatement statement, Set<String> lines) {
        switch (statement) {
            case CheckedStatement.Holds s -> lines.add(term(s.term(), false));
            case CheckedStatement.Unify s -> lines.add(side(s.left()) + " = " + side(s.right()));
            case CheckedStatement.Call s -> lines.add(statement(s));
            case CheckedStatement.Not s -> lines.add(negation(s));
            case CheckedStatement.Every s -> lines.add(every(s));
            case CheckedStatement.And s -> {
                lines.add(solutions(s.left()) + " != set()");
                lines.add(solutions(s.right()) + " != set()");
            }
            case CheckedStatement.Or s ->
                lines.add("[" + solutions(s.left()) + ", " + solutions(s.right()) + "] != [set(), set()]");
            case CheckedStatement.With s -> with(s, lines);
            case CheckedStatement.Print s -> {}
        }
    }

    private String solutions(CheckedBody body) {
        return "{true | " + body(body) + "}";
    }

    private String body(CheckedBody body) {
        List<String> lines = lines(body.statements());
        return lines.isEmpty() ? "true" : String.join("; ", lines);
    }

    private String negation(CheckedStatement.Not not) {
        List<CheckedStatement> inner = not.body().statements();
        Map<Integer, Integer> inside = Occurrences.count(List.of(not));
        if (inner.size() == 1
                && Negation.isPlain(
                        inner.getFirst(),
                        variable -> counts.getOrDefault(variable.id(), 0) > inside.getOrDefault(variable.id(), 0))) {
            String negated = String.join("; ", lines(inner));
            // Where `not` takes bodies, a brace behind it begins one.
            if (!negated.startsWith("{")) {
                return "not " + negated;
            }
        }
        return solutions(not.body()) + " = set()";
    }

    private String every(CheckedStatement.Every every) {
        LocalVar key = every.key();
        String variables = (key == null ? "" : name(key) + ", ") + name(every.value());
        return "every " + variables + " in " + term(every.domain(), true) + " { " + body(every.body()) + " }";
    }

    private void with(CheckedStatement.With with, Set<String> lines) {
        StringBuilder modifiers = new StringBuilder();
        for (Replacement replacement : with.replacements()) {
            modifiers.append(" with ").append(modifier(replacement));
        }
        Set<String> inner = new LinkedHashSet<>();
        for (CheckedStatement statement : with.statements()) {
            if (statement instanceof CheckedStatement.With) {
                throw PartialFailure.unsupported(with.span(), "a `with` around another one has no residual");
            }
            lines(statement, inner);
        }
        inner.forEach(line -> lines.add(line + modifiers));
    }

    private String modifier(Replacement replacement) {
        return switch (replacement) {
            case Replacement.OfInput r ->
                "input" + path(constants(r.span(), r.path())) + " as " + term(r.value(), true);
            case Replacement.OfData r -> "data" + path(constants(r.span(), r.path())) + " as " + term(r.value(), true);
            case Replacement.OfFunctionByValue r -> r.target().name() + " as " + term(r.value(), true);
            case Replacement.OfFunctionByFunction r -> callee(r.target()) + " as " + callee(r.value());
        };
    }

    private static List<CheckedTerm> constants(Span place, List<RegoValue> keys) {
        return keys.stream()
                .<CheckedTerm>map(key -> new CheckedTerm.Constant(place, key))
                .toList();
    }

    private String statement(CheckedStatement.Call call) {
        CheckedTerm output = call.output();
        if (output == null) {
            String text = call(call, false);
            return operator(call) == InfixOperator.UNION ? "(" + text + ")" : text;
        }
        String value = term(output, true);
        String text = call(call, true);
        // A built-in function can be given one argument more, which is what its value must be; an operator cannot.
        boolean function = operator(call) == null && !text.startsWith("(");
        return call.callee() instanceof Callee.Builtin && function
                ? text.substring(0, text.length() - 1) + (call.args().isEmpty() ? "" : ", ") + value + ")"
                : value + " = " + text;
    }

    /** A call without what its value is unified with. */
    private String call(CheckedStatement.Call call, boolean operand) {
        String name = call.callee().name();
        List<CheckedTerm> args = call.args();
        InfixOperator operator = operator(call);
        if (operator != null) {
            // Arithmetic binds tighter than comparisons do.
            boolean tight = !isComparison(operator);
            String text = term(args.get(0), tight) + " " + operator.symbol() + " " + term(args.get(1), tight);
            return operand && isComparison(operator) ? "(" + text + ")" : text;
        }
        if (call.callee() instanceof Callee.Builtin) {
            if (name.equals("internal.member_2") || name.equals("internal.member_3")) {
                String text = term(args.getFirst(), true)
                        + (args.size() == 3 ? ", " + term(args.get(1), true) : "")
                        + " in "
                        + term(args.getLast(), true);
                return operand ? "(" + text + ")" : text;
            }
        }
        List<String> texts = args.stream().map(arg -> term(arg, true)).toList();
        return callee(call.callee()) + "(" + String.join(", ", texts) + ")";
    }

    private static @Nullable InfixOperator operator(CheckedStatement.Call call) {
        if (call.callee() instanceof Callee.Builtin builtin && call.args().size() == 2) {
            for (InfixOperator operator : InfixOperator.values()) {
                if (operator.builtin().equals(builtin.name())) {
                    return operator;
                }
            }
        }
        return null;
    }

    private static boolean isComparison(InfixOperator operator) {
        return switch (operator) {
            case EQUAL, NOT_EQUAL, LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL -> true;
            case PLUS, MINUS, TIMES, DIVIDE, REMAINDER, INTERSECTION, UNION -> false;
        };
    }

    private String callee(Callee callee) {
        return switch (callee) {
            case Callee.Builtin builtin -> builtin.name();
            case Callee.Function function -> {
                List<RegoValue> keys =
                        function.path().stream().<RegoValue>map(RegoString::of).toList();
                documents.accept(keys);
                StringBuilder out = new StringBuilder("data");
                keys.forEach(key -> out.append(step(key)));
                yield out.toString();
            }
        };
    }

    /** A side of an equation. */
    private String side(CheckedTerm term) {
        return term(term, false);
    }

    /** @param tight whether an operator in the text would be read otherwise than it stands there */
    String term(CheckedTerm term, boolean tight) {
        return switch (term) {
            case CheckedTerm.Constant t -> t.value().toString();
            case CheckedTerm.Input t -> "input";
            case CheckedTerm.Data t -> "data";
            case CheckedTerm.Local t -> local(t.var(), tight);
            case CheckedTerm.Reference t -> reference(t);
            case CheckedTerm.ArrayTerm t -> "[" + all(t.elements()) + "]";
            case CheckedTerm.SetTerm t -> "{" + all(t.elements()) + "}";
            case CheckedTerm.ObjectTerm t -> {
                List<String> entries = new ArrayList<>();
                t.entries().forEach(entry -> entries.add(term(entry.key(), true) + ": " + term(entry.value(), true)));
                yield "{" + String.join(", ", entries) + "}";
            }
            case CheckedTerm.Comprehension t -> comprehension(t);
            case CheckedTerm.Template t -> template(t);
        };
    }

    private String all(List<CheckedTerm> terms) {
        return String.join(", ", terms.stream().map(term -> term(term, true)).toList());
    }

    private String local(LocalVar variable, boolean tight) {
        CheckedStatement.Call call = calls.get(variable.id());
        if (call == null) {
            return name(variable);
        }
        String text = call(call, true);
        InfixOperator operator = operator(call);
        if (operator == null || isComparison(operator)) {
            return text;
        }
        // The first `|` in braces would make a comprehension of them.
        return tight || operator == InfixOperator.UNION ? "(" + text + ")" : text;
    }

    private String name(LocalVar variable) {
        String given = names.get(variable.id());
        if (given != null) {
            return given;
        }
        if (variable.name().equals("_") && counts.getOrDefault(variable.id(), 0) == 1) {
            return "_";
        }
        String name = made();
        names.put(variable.id(), name);
        return name;
    }

    private String made() {
        String name;
        do {
            name = "__local" + made++ + "__";
        } while (names.containsValue(name));
        return name;
    }

    private String reference(CheckedTerm.Reference reference) {
        if (reference.head() instanceof CheckedTerm.Data) {
            documents.accept(Literals.prefix(reference.path()));
        }
        return term(reference.head(), true) + path(reference.path());
    }

    private String path(List<CheckedTerm> path) {
        StringBuilder out = new StringBuilder();
        for (CheckedTerm operand : path) {
            out.append(
                    operand instanceof CheckedTerm.Constant constant
                            ? step(constant.value())
                            : "[" + term(operand, true) + "]");
        }
        return out.toString();
    }

    private static String step(RegoValue key) {
        boolean name = key instanceof RegoString text && isName(text.value());
        return name ? TermText.step(key) : "[" + key + "]";
    }

    /** Whether it can be the name of a rule, and stand behind a point. */
    static boolean isName(String text) {
        return TermText.isIdentifier(text) && !Keywords.isKeyword(text) && !RESERVED.contains(text);
    }

    private String comprehension(CheckedTerm.Comprehension t) {
        // Names are given in the order of the text.
        String element = term(t.element(), true);
        CheckedTerm key = t.key();
        String head = key == null ? element : term(key, true) + ": " + element;
        String inside = head + " | " + body(t.body());
        return t.kind() == CheckedTerm.Kind.ARRAY ? "[" + inside + "]" : "{" + inside + "}";
    }

    private String template(CheckedTerm.Template template) {
        StringBuilder out = new StringBuilder("$\"");
        for (CheckedTerm.Part part : template.parts()) {
            switch (part) {
                case CheckedTerm.Part.Text p -> {
                    String quoted = JsonWriter.quote(p.text());
                    out.append(quoted.substring(1, quoted.length() - 1).replace("{", "\\{"));
                }
                case CheckedTerm.Part.Hole p -> {
                    if (!p.body().statements().isEmpty()) {
                        throw PartialFailure.unsupported(
                                p.span(), "a call in a template string that depends on unknowns has no residual");
                    }
                    out.append('{').append(term(p.element(), true)).append('}');
                }
            }
        }
        return out.append('"').toString();
    }

    /** The numbers of the variables of terms. */
    static BitSet variables(List<CheckedTerm> terms) {
        BitSet found = new BitSet();
        terms.forEach(term -> Occurrences.everywhere(term, variable -> found.set(variable.id())));
        return found;
    }

    /** A rule: its head, and what must hold, if anything. */
    static String rule(String head, @Nullable String value, List<String> lines) {
        boolean isTrue = value == null || value.equals("true");
        String start = head + (isTrue && !(value != null && lines.isEmpty()) ? "" : " := " + value);
        return switch (lines.size()) {
            case 0 -> start;
            case 1 -> start + " if " + lines.getFirst();
            default -> start + " if {\n\t" + String.join("\n\t", lines) + "\n}";
        };
    }
}
