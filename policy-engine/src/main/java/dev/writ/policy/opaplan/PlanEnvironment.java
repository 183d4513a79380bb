package dev.writ.policy.opaplan;

import dev.writ.policy.ir.Operand;
import dev.writ.policy.ir.Root;
import dev.writ.policy.ir.Substitution;
import dev.writ.policy.value.RegoValue;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;

/**
 * What a {@code with} changes for everything that is called inside of it. A plan cannot say it, so functions are written once
 * for each environment that they are called in, as OPA does.
 *
 * @param hidden the paths below {@code data} that were replaced, so that the rules there do not count
 * @param mocks what is called instead of what
 * @param passed how many values of replaced functions each call hands on, after its arguments
 */
record PlanEnvironment(Set<List<RegoValue>> hidden, Map<Substitution.Target, Mocked> mocks, int passed) {

    /** Outside of every {@code with}. */
    static final PlanEnvironment OUTERMOST = new PlanEnvironment(Set.of(), Map.of(), 0);

    /** What a replaced function comes to. */
    sealed interface Mocked {
        /** What another function comes to. */
        record Call(Substitution.Target target) implements Mocked {}

        /** A value that is known. */
        record Constant(RegoValue value) implements Mocked {}

        /** A value that was computed outside, the one with this number of those that are handed on. */
        record Passed(int number) implements Mocked {}
    }

    /**
     * The environment inside of a {@code with}.
     *
     * @param computed is given the slots of values that are to be handed on, in the order of their numbers
     */
    PlanEnvironment with(List<Substitution> substitutions, IntConsumer computed) {
        Set<List<RegoValue>> paths = new HashSet<>(hidden);
        Map<Substitution.Target, Mocked> functions = new HashMap<>(mocks);
        int count = passed;
        for (Substitution substitution : substitutions) {
            switch (substitution) {
                case Substitution.Document document -> {
                    if (document.root() == Root.DATA) {
                        paths.add(document.path());
                    }
                }
                case Substitution.Callee(
                        Substitution.Target target,
                        Substitution.Replacement.Call(Substitution.Target other)) ->
                    functions.put(target, new Mocked.Call(other));
                case Substitution.Callee(
                        Substitution.Target target,
                        Substitution.Replacement.Fixed(Operand.Constant(RegoValue value))) ->
                    functions.put(target, new Mocked.Constant(value));
                case Substitution.Callee(
                        Substitution.Target target,
                        Substitution.Replacement.Fixed(Operand.Slot(int slot))) -> {
                    functions.put(target, new Mocked.Passed(count));
                    computed.accept(slot);
                    count++;
                }
            }
        }
        return new PlanEnvironment(Set.copyOf(paths), Map.copyOf(functions), count);
    }

    /** The environment of the body of a replacing function: there all functions are as they were defined. */
    PlanEnvironment withoutMocks() {
        return new PlanEnvironment(hidden, Map.of(), 0);
    }

    /** Whether the document at a path was replaced, or one above it. */
    boolean hides(List<RegoValue> path) {
        return hidden.stream()
                .anyMatch(replaced ->
                        replaced.size() <= path.size() && replaced.equals(path.subList(0, replaced.size())));
    }
}
