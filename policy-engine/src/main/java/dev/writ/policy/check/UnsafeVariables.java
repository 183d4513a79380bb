package dev.writ.policy.check;

import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Reports variables without a value, each once and only where it is the root of the trouble. */
final class UnsafeVariables {
    private final RuleContext context;
    private final LocalVars locals;
    private final Set<Integer> reported = new HashSet<>();

    UnsafeVariables(RuleContext context, LocalVars locals) {
        this.context = context;
        this.locals = locals;
    }

    LocalVars locals() {
        return locals;
    }

    /**
     * Reports why the statements cannot be ordered. A variable that gets its value as soon as others have theirs is no
     * root; where variables only depend on each other, the first of them is.
     */
    void report(List<BodyOrder.Pending> pending, BitSet safe, Outputs outputs) {
        BitSet missing = new BitSet();
        pending.forEach(statement -> missing.or(statement.allMissing(safe)));
        BitSet known = (BitSet) safe.clone();
        BitSet roots = new BitSet();
        missing.stream()
                .filter(var -> !canGetValue(var, pending, missing, safe, outputs))
                .forEach(roots::set);
        roots.stream().forEach(var -> root(var, pending, known));
        propagate(pending, known, outputs);
        for (BodyOrder.Pending statement : pending) {
            if (!statement.allMissing(known).isEmpty()) {
                root(statement.allMissing(known).nextSetBit(0), pending, known);
                propagate(pending, known, outputs);
            }
        }
        if (context.diagnostics().stream().noneMatch(Diagnostic::isError)) {
            CheckedStatement first = pending.getFirst().statement();
            context.error(DiagnosticCode.UNSAFE_VAR, first.span(), "expression is unsafe" + context.inRule());
        }
    }

    private static boolean canGetValue(
            int var, List<BodyOrder.Pending> pending, BitSet missing, BitSet known, Outputs outputs) {
        BitSet others = (BitSet) missing.clone();
        others.or(known);
        others.clear(var);
        for (BodyOrder.Pending statement : pending) {
            boolean inside = statement.closed().get(var);
            if (!inside && outputs.of(statement.statement(), others).get(var)) {
                return true;
            }
        }
        return false;
    }

    /** Adds what the statements give that could be ordered if {@code known} had values. */
    private static void propagate(List<BodyOrder.Pending> pending, BitSet known, Outputs outputs) {
        boolean changed = true;
        while (changed) {
            changed = false;
            for (BodyOrder.Pending statement : pending) {
                BitSet given = outputs.of(statement.statement(), known);
                if (!given.isEmpty() && statement.isReady(known, given)) {
                    changed = true;
                    known.or(given);
                }
            }
        }
    }

    /** Reports {@code var} at the first of the statements that need it. */
    private void root(int var, List<BodyOrder.Pending> pending, BitSet known) {
        BodyOrder.Pending first = pending.stream()
                .filter(statement ->
                        statement.shared().get(var) || statement.closed().get(var))
                .min(Comparator.comparing(statement -> statement.statement().span()))
                .orElseThrow();
        known.set(var);
        List<CheckedTerm.Local> found = new ArrayList<>();
        Variables.everywhere(first.statement(), local -> {
            if (local.var().id() == var) {
                found.add(local);
            }
        });
        unsafe(found.getFirst(), first.statement().span());
    }

    /** A part of a rule's head, whose variables must be given. */
    void head(CheckedTerm part, BitSet given) {
        Variables.outside(part, local -> {
            if (!given.get(local.var().id())) {
                unsafe(local, local.span());
            }
        });
    }

    /** The key or element of a comprehension in the statement at {@code place}. */
    void element(CheckedTerm element, BitSet given, Span place) {
        Variables.outside(element, local -> {
            if (!given.get(local.var().id())) {
                unsafe(local, place);
            }
        });
    }

    private void unsafe(CheckedTerm.Local local, Span place) {
        if (!reported.add(local.var().id())) {
            return;
        }
        String name = local.var().name();
        if (name.isEmpty()) {
            context.error(
                    DiagnosticCode.UNSAFE_VAR,
                    place,
                    "expression is unsafe" + context.inRule(),
                    "`" + local.span().text() + "` depends on a variable that gets its value from it");
        } else if (local.var().isNamed()) {
            context.error(
                    DiagnosticCode.UNSAFE_VAR, place, "var `" + name + "` is unsafe" + context.inRule(), hint(name));
        } else {
            context.error(
                    DiagnosticCode.UNSAFE_VAR,
                    place,
                    "var `_` is unsafe" + context.inRule(),
                    "a wildcard can be matched or iterated over, but not used as a value");
        }
    }

    private String hint(String name) {
        if (Set.of("and", "or", "not", "in", "if", "contains", "every").contains(name)) {
            return "to use it as a keyword, write `import future.keywords." + name + "`";
        }
        String near = SimilarNames.nearest(name, new TreeSet<>(context.module().names()));
        return near == null
                ? "give it a value with `" + name + " := ...`, or bind it with `some`"
                : "did you mean `" + near + "`?";
    }

    /** What {@code print} shows must have a value above it. */
    void printed(CheckedStatement.Print print, BitSet above, BitSet known) {
        for (CheckedTerm.Part part : print.operands()) {
            if (part instanceof CheckedTerm.Part.Hole hole) {
                BitSet given = (BitSet) above.clone();
                given.or(known);
                undeclared(hole, given, "give it a value above this `print`");
            }
        }
    }

    /** What is put into a template string must have a value outside. */
    void hole(CheckedTerm.Part.Hole hole, BitSet known) {
        if (!(hole.element() instanceof CheckedTerm.Local)
                || !hole.body().statements().isEmpty()) {
            undeclared(hole, known, "give it a value outside of the template string");
        }
    }

    private void undeclared(CheckedTerm.Part.Hole hole, BitSet given, String hint) {
        List<CheckedTerm.Local> found = new ArrayList<>();
        Variables.outside(hole.element(), found::add);
        hole.body().statements().forEach(statement -> Variables.outside(statement, found::add));
        found.forEach(local -> {
            LocalVar var = local.var();
            if (!var.name().isEmpty() && !given.get(var.id()) && reported.add(var.id())) {
                context.error(DiagnosticCode.COMPILE, hole.span(), "var `" + var.name() + "` is undeclared", hint);
            }
        });
    }
}
