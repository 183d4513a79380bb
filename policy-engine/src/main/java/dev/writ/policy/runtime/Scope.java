package dev.writ.policy.runtime;

import dev.writ.policy.ir.Substitution;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a body sees of the world: the input, the base data, the functions that {@code with} replaced, and the results
 * that were already computed under exactly these. A {@code with} makes an inner scope; leaving it restores the outer
 * one. Used by one thread.
 */
public final class Scope {

    private final Maybe input;
    private final RegoValue data;
    private final List<List<RegoValue>> hidden;
    private final Map<Substitution.Target, Mock> mocks;
    private final @Nullable Scope outer;
    private final Memo memo = new Memo();
    private @Nullable Scope unmocked;

    private Scope(
            Maybe input,
            RegoValue data,
            List<List<RegoValue>> hidden,
            Map<Substitution.Target, Mock> mocks,
            @Nullable Scope outer) {
        this.input = input;
        this.data = data;
        this.hidden = hidden;
        this.mocks = mocks;
        this.outer = outer;
    }

    /** The scope in which an evaluation starts. */
    public static Scope outermost(Maybe input, RegoValue data) {
        return new Scope(input, data, List.of(), Map.of(), null);
    }

    /** The scope inside of a {@code with}; all replacements are evaluated in this one and apply at once. */
    public Scope with(List<Replacement> replacements) {
        Maybe newInput = input;
        RegoValue newData = data;
        List<List<RegoValue>> newHidden = new ArrayList<>(hidden);
        Map<Substitution.Target, Mock> newMocks = new HashMap<>(mocks);
        for (Replacement replacement : replacements) {
            switch (replacement) {
                case Replacement.Input input -> newInput = Replacing.at(newInput, input.path(), input.value());
                case Replacement.Data data -> {
                    newData = Replacing.at(newData, data.path(), data.value());
                    newHidden.add(data.path());
                }
                case Replacement.Callee callee -> newMocks.put(callee.target(), callee.mock());
            }
        }
        return new Scope(newInput, newData, newHidden, newMocks, this);
    }

    /** This scope with all functions as they were defined: what the body of a replacing function sees. */
    public Scope withoutMocks() {
        if (mocks.isEmpty()) {
            return this;
        }
        Scope result = unmocked;
        if (result == null) {
            result = new Scope(input, data, hidden, Map.of(), outer);
            unmocked = result;
        }
        return result;
    }

    /** The scope around the {@code with} that made this one. */
    public Scope outer() {
        if (outer == null) {
            throw new IllegalStateException("the outermost scope has none around it");
        }
        return outer;
    }

    /** The input document. */
    public Maybe input() {
        return input;
    }

    /** The root of the base data. */
    public RegoValue data() {
        return data;
    }

    /** What was computed here. */
    public Memo memo() {
        return memo;
    }

    /** Whether a {@code with} replaced any data, so that {@link #hides} must be asked. */
    public boolean hidesAnything() {
        return !hidden.isEmpty();
    }

    /** Whether a {@code with} replaced the data at this path or above it, so that rules there do not count. */
    public boolean hides(List<RegoValue> path) {
        for (List<RegoValue> replaced : hidden) {
            if (replaced.size() <= path.size() && replaced.equals(path.subList(0, replaced.size()))) {
                return true;
            }
        }
        return false;
    }

    /** Whether any function is replaced. */
    public boolean mocksAnything() {
        return !mocks.isEmpty();
    }

    /** What is called instead, or null where the function is not replaced. */
    public @Nullable Mock mock(Substitution.Target target) {
        return mocks.get(target);
    }
}
