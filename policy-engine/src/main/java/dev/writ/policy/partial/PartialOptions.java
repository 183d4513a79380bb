package dev.writ.policy.partial;

import java.util.List;

/**
 * How a partial evaluation runs.
 *
 * @param unknowns the documents that are unknown, as references such as {@code input} or {@code data.users}
 * @param disableInlining the documents that are never put into what refers to them, as references
 * @param shallowInlining whether no rule that depends on unknowns is put into what refers to it
 * @param nondeterministicBuiltins whether functions such as {@code time.now_ns} are called now rather than kept
 * @param limits how much there may be
 */
public record PartialOptions(
        List<String> unknowns,
        List<String> disableInlining,
        boolean shallowInlining,
        boolean nondeterministicBuiltins,
        PartialLimits limits) {

    public PartialOptions {
        unknowns = List.copyOf(unknowns);
        disableInlining = List.copyOf(disableInlining);
    }

    /** Unknown is {@code input}, everything is inlined that can be. */
    public static PartialOptions standard() {
        return new PartialOptions(List.of("input"), List.of(), false, false, PartialLimits.standard());
    }

    /** The same with other unknowns. */
    public PartialOptions withUnknowns(List<String> value) {
        return new PartialOptions(value, disableInlining, shallowInlining, nondeterministicBuiltins, limits);
    }

    /** The same without inlining of some documents. */
    public PartialOptions withDisableInlining(List<String> value) {
        return new PartialOptions(unknowns, value, shallowInlining, nondeterministicBuiltins, limits);
    }

    /** The same with or without shallow inlining. */
    public PartialOptions withShallowInlining(boolean value) {
        return new PartialOptions(unknowns, disableInlining, value, nondeterministicBuiltins, limits);
    }

    /** The same with or without calls of non-deterministic functions. */
    public PartialOptions withNondeterministicBuiltins(boolean value) {
        return new PartialOptions(unknowns, disableInlining, shallowInlining, value, limits);
    }

    /** The same with other limits. */
    public PartialOptions withLimits(PartialLimits value) {
        return new PartialOptions(unknowns, disableInlining, shallowInlining, nondeterministicBuiltins, value);
    }
}
