package dev.writ.policy.eval;

import dev.writ.policy.builtin.Builtin;

/** Finds built-ins by name. The planner has made sure that they are there. */
@FunctionalInterface
public interface BuiltinTable {

    /** The implementation of the built-in with this name. */
    Builtin implementation(String name);
}
