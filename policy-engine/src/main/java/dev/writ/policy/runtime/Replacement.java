package dev.writ.policy.runtime;

import dev.writ.policy.ir.Substitution;
import dev.writ.policy.value.RegoValue;
import java.util.List;

/** One replacement of a {@code with}, its value computed. */
public sealed interface Replacement {

    /** Replaces the input at a path. */
    record Input(List<RegoValue> path, RegoValue value) implements Replacement {}

    /** Replaces the data at a path and hides the rules there. */
    record Data(List<RegoValue> path, RegoValue value) implements Replacement {}

    /** Replaces a function. */
    record Callee(Substitution.Target target, Mock mock) implements Replacement {}
}
