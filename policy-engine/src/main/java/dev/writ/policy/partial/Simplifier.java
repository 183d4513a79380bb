package dev.writ.policy.partial;

import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.LocalVar;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes saved statements shorter: a reference, or a call, that one variable stands for takes its place. Only where the
 * variable is evaluated with its statement: a body, or a statement under a {@code with}, would see another document, or
 * hold where the reference has no value.
 */
final class Simplifier {

    /**
     * What is left.
     *
     * @param calls the calls that take the place of variables, by their numbers
     */
    record Simplified(List<CheckedStatement> statements, Map<Integer, CheckedStatement.Call> calls) {}

    private final List<CheckedStatement> statements;
    private final Map<Integer, CheckedStatement.Call> calls = new HashMap<>();
    private final BitSet kept;

    private Simplifier(List<CheckedStatement> statements, BitSet kept) {
        this.statements = new ArrayList<>(statements);
        this.kept = kept;
    }

    /** Simplifies; the variables in {@code kept} mean something outside. */
    static Simplified simplify(List<CheckedStatement> statements, BitSet kept) {
        Simplifier simplifier = new Simplifier(statements, kept);
        simplifier.references();
        simplifier.conditions();
        simplifier.calls();
        return new Simplified(List.copyOf(simplifier.statements), Map.copyOf(simplifier.calls));
    }

    private void references() {
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i) instanceof CheckedStatement.Unify unify
                    && (inlined(i, unify.left(), unify.right()) || inlined(i, unify.right(), unify.left()))) {
                i = -1;
            }
        }
    }

    private boolean inlined(int at, CheckedTerm variable, CheckedTerm value) {
        if (!(variable instanceof CheckedTerm.Local local)
                || kept.get(local.var().id())
                || !(value instanceof CheckedTerm.Reference || value instanceof CheckedTerm.Input)) {
            return false;
        }
        int uses = uses(local.var(), at);
        if (uses < 1 || (uses > 1 && !isFixed(value)) || contains(value, local.var())) {
            return false;
        }
        statements.remove(at);
        Renaming renaming = new Renaming(found -> found.id() == local.var().id() ? value : null);
        statements.replaceAll(renaming::statement);
        return true;
    }

    private static boolean contains(CheckedTerm term, LocalVar variable) {
        return Occurrences.any(term, other -> other.id() == variable.id());
    }

    /** Whether it is the same wherever it is written: what it iterates over is in variables. */
    private static boolean isFixed(CheckedTerm term) {
        return switch (term) {
            case CheckedTerm.Input ignored -> true;
            case CheckedTerm.Reference reference ->
                reference.path().stream()
                        .allMatch(key -> key instanceof CheckedTerm.Constant || key instanceof CheckedTerm.Local);
            default -> false;
        };
    }

    /** How often a variable is used in other statements; -1 where one of the uses cannot take a term. */
    private int uses(LocalVar variable, int definition) {
        int[] uses = new int[1];
        boolean[] bad = new boolean[1];
        for (int i = 0; i < statements.size(); i++) {
            if (i != definition) {
                new Occurrences((found, direct) -> {
                            if (found.id() == variable.id()) {
                                uses[0]++;
                                bad[0] |= !direct;
                            }
                        })
                        .statement(statements.get(i));
            }
        }
        return bad[0] ? -1 : uses[0];
    }

    /** A call whose value must only not be false needs no variable. */
    private void conditions() {
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i) instanceof CheckedStatement.Holds holds
                    && holds.term() instanceof CheckedTerm.Local local
                    && !kept.get(local.var().id())) {
                int call = callOf(local.var());
                if (call >= 0
                        && uses(local.var(), call) == 1
                        && statements.get(call) instanceof CheckedStatement.Call c
                        && !usedBy(c, local.var())) {
                    statements.set(i, new CheckedStatement.Call(c.span(), c.callee(), c.args(), null));
                    statements.remove(call);
                    i = -1;
                }
            }
        }
    }

    private int callOf(LocalVar output) {
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i) instanceof CheckedStatement.Call call && is(output, call.output())) {
                return i;
            }
        }
        return -1;
    }

    private void calls() {
        for (int i = 0; i < statements.size(); i++) {
            if (statements.get(i) instanceof CheckedStatement.Call call
                    && call.output() instanceof CheckedTerm.Local output
                    && !kept.get(output.var().id())
                    && !usedBy(call, output.var())
                    && uses(output.var(), i) == 1
                    && isOperand(output.var(), i)) {
                calls.put(output.var().id(), call);
            }
        }
        statements.removeIf(statement -> statement instanceof CheckedStatement.Call call
                && call.output() instanceof CheckedTerm.Local output
                && calls.containsKey(output.var().id()));
    }

    private static boolean usedBy(CheckedStatement.Call call, LocalVar output) {
        return call.args().stream().anyMatch(arg -> contains(arg, output));
    }

    /** Whether the one use of a variable is where a call can stand. */
    private boolean isOperand(LocalVar variable, int definition) {
        for (int i = 0; i < statements.size(); i++) {
            if (i != definition && isOperand(variable, statements.get(i))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOperand(LocalVar variable, CheckedStatement statement) {
        return switch (statement) {
            case CheckedStatement.Holds s -> is(variable, s.term());
            case CheckedStatement.Unify s -> is(variable, s.left()) || is(variable, s.right());
            case CheckedStatement.Call s -> s.args().stream().anyMatch(arg -> is(variable, arg));
            case CheckedStatement.Not s -> false;
            case CheckedStatement.Every s -> false;
            case CheckedStatement.And s -> false;
            case CheckedStatement.Or s -> false;
            case CheckedStatement.With s -> false;
            case CheckedStatement.Print s -> false;
        };
    }

    private static boolean is(LocalVar variable, @Nullable CheckedTerm term) {
        return term instanceof CheckedTerm.Local local && local.var().id() == variable.id();
    }
}
