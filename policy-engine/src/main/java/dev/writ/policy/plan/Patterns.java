package dev.writ.policy.plan;

import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.ir.Operand;
import dev.writ.policy.ir.Statement;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoNumber;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Plans unification: which side is computed, which one is taken apart, and what remains to be compared. */
final class Patterns {

    private final RulePlanner planner;

    Patterns(RulePlanner planner) {
        this.planner = planner;
    }

    /** Emits what makes both terms equal. */
    void unify(CheckedTerm left, CheckedTerm right, Span place) {
        Terms terms = planner.terms();
        boolean leftOpen = terms.isOpen(left);
        boolean rightOpen = terms.isOpen(right);
        if ((leftOpen && rightOpen) || isPiecewise(left, right)) {
            unifyOpen(left, right, place);
        } else if (isAround(left, right) || isAround(right, left)) {
            // As in OPA, this holds and does not give the variable a value that could be used.
            return;
        } else if (rightOpen) {
            match(right, terms.evaluate(left), place);
        } else if (!leftOpen && mayFail(right)) {
            // Where the left side has no value, the right one is not computed.
            Operand value = terms.evaluate(left);
            equal(value, terms.evaluate(right), place);
        } else {
            match(left, terms.evaluate(right), place);
        }
    }

    /** Two structures, of which one needs variables that the other may give. */
    private boolean isPiecewise(CheckedTerm left, CheckedTerm right) {
        boolean structures = (left instanceof CheckedTerm.ArrayTerm && right instanceof CheckedTerm.ArrayTerm)
                || (left instanceof CheckedTerm.ObjectTerm && right instanceof CheckedTerm.ObjectTerm);
        return structures
                && !(Needs.of(left, planner.bindings()).isEmpty()
                        && Needs.of(right, planner.bindings()).isEmpty());
    }

    /** A variable and a set around it, as in {@code v = {v}}. */
    private boolean isAround(CheckedTerm variable, CheckedTerm set) {
        return variable instanceof CheckedTerm.Local local
                && set instanceof CheckedTerm.SetTerm
                && Needs.of(set, planner.bindings()).contains(local.var());
    }

    /** Rules and comprehensions may end in errors. */
    private static boolean mayFail(CheckedTerm term) {
        return term instanceof CheckedTerm.Comprehension
                || (term instanceof CheckedTerm.Reference reference && reference.head() instanceof CheckedTerm.Data);
    }

    /** Emits what matches a term with a value that is there. */
    void match(CheckedTerm pattern, Operand value, Span place) {
        if (!planner.terms().isOpen(pattern)) {
            equal(planner.terms().evaluate(pattern), value, place);
        } else if (pattern instanceof CheckedTerm.Local local) {
            planner.bindings().bind(local.var(), value);
        } else if (pattern instanceof CheckedTerm.ArrayTerm array) {
            matchArray(array, value);
        } else if (pattern instanceof CheckedTerm.ObjectTerm object) {
            matchObject(object, value);
        } else {
            throw new RefusedException(place, "this pattern gives values to variables in a way that is not supported");
        }
    }

    /** Emits the comparison of two values that are there. */
    void equal(Operand left, Operand right, Span place) {
        if (left instanceof Operand.Constant a && right instanceof Operand.Constant b) {
            if (!a.value().equals(b.value())) {
                planner.emitter().emit(new Statement.Fail(place));
            }
        } else if (!left.equals(right)) {
            planner.emitter().emit(new Statement.RequireEqual(left, right, place));
        }
    }

    private void unifyOpen(CheckedTerm left, CheckedTerm right, Span place) {
        if (left instanceof CheckedTerm.ArrayTerm a && right instanceof CheckedTerm.ArrayTerm b) {
            if (a.elements().size() != b.elements().size()) {
                planner.emitter().emit(new Statement.Fail(place));
                return;
            }
            List<Pair> pairs = new ArrayList<>();
            for (int i = 0; i < a.elements().size(); i++) {
                pairs.add(new Pair(a.elements().get(i), b.elements().get(i)));
            }
            unifyAll(pairs, place);
        } else if (left instanceof CheckedTerm.ObjectTerm a && right instanceof CheckedTerm.ObjectTerm b) {
            unifyObjects(a, b, place);
        } else if (left instanceof CheckedTerm.Local || right instanceof CheckedTerm.Local) {
            throw new RefusedException(place, "both sides of this equation have variables without a value");
        } else {
            planner.emitter().emit(new Statement.Fail(place));
        }
    }

    private record Pair(CheckedTerm left, CheckedTerm right) {}

    /** Unifies pairs, those first that need nothing from the others. */
    private void unifyAll(List<Pair> pairs, Span place) {
        List<Pair> pending = new ArrayList<>(pairs);
        while (!pending.isEmpty()) {
            Pair next =
                    pending.stream().filter(pair -> !isStuck(pair)).findFirst().orElse(pending.getFirst());
            pending.remove(next);
            unify(next.left(), next.right(), place);
        }
    }

    private boolean isStuck(Pair pair) {
        boolean leftOpen = planner.terms().isOpen(pair.left());
        boolean rightOpen = planner.terms().isOpen(pair.right());
        return (leftOpen && rightOpen)
                || !Needs.of(leftOpen ? pair.right() : pair.left(), planner.bindings())
                        .isEmpty();
    }

    private void unifyObjects(CheckedTerm.ObjectTerm a, CheckedTerm.ObjectTerm b, Span place) {
        if (a.entries().size() != b.entries().size()) {
            planner.emitter().emit(new Statement.Fail(place));
            return;
        }
        List<Pair> pairs = new ArrayList<>();
        for (CheckedTerm.Entry entry : a.entries()) {
            CheckedTerm other = valueUnder(entry.key(), b, place);
            if (other == null) {
                planner.emitter().emit(new Statement.Fail(place));
                return;
            }
            pairs.add(new Pair(entry.value(), other));
        }
        unifyAll(pairs, place);
    }

    private static @Nullable CheckedTerm valueUnder(CheckedTerm key, CheckedTerm.ObjectTerm object, Span place) {
        if (!(key instanceof CheckedTerm.Constant wanted)) {
            throw new RefusedException(place, "an object pattern on both sides needs constant keys");
        }
        for (CheckedTerm.Entry entry : object.entries()) {
            if (!(entry.key() instanceof CheckedTerm.Constant there)) {
                throw new RefusedException(place, "an object pattern on both sides needs constant keys");
            }
            if (there.value().equals(wanted.value())) {
                return entry.value();
            }
        }
        return null;
    }

    private void matchArray(CheckedTerm.ArrayTerm array, Operand value) {
        Emitter emitter = planner.emitter();
        int size = array.elements().size();
        emitter.emit(new Statement.RequireArray(value, size, array.span()));
        List<Part> parts = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            parts.add(new Part(array.elements().get(i), new Operand.Constant(RegoNumber.of(i))));
        }
        matchParts(parts, value);
    }

    private void matchObject(CheckedTerm.ObjectTerm object, Operand value) {
        List<Part> parts = new ArrayList<>();
        for (CheckedTerm.Entry entry : object.entries()) {
            parts.add(new Part(entry.value(), planner.terms().evaluate(entry.key())));
        }
        planner.emitter()
                .emit(new Statement.RequireObject(value, object.entries().size(), object.span()));
        matchParts(parts, value);
    }

    private record Part(CheckedTerm pattern, Operand key) {}

    /** Matches parts, those last that need variables which other parts give. */
    private void matchParts(List<Part> parts, Operand value) {
        Emitter emitter = planner.emitter();
        List<Part> pending = new ArrayList<>(parts);
        while (!pending.isEmpty()) {
            Part next = pending.stream()
                    .filter(part -> Needs.of(part.pattern(), planner.bindings()).isEmpty())
                    .findFirst()
                    .orElse(pending.getFirst());
            pending.remove(next);
            int target = emitter.newSlot(List.of(value, next.key()));
            emitter.emit(new Statement.Lookup(
                    target, value, next.key(), false, next.pattern().span()));
            match(next.pattern(), new Operand.Slot(target), next.pattern().span());
        }
    }
}
