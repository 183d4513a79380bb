package dev.writ.policy.runtime;

import dev.writ.policy.ir.Substitution;
import dev.writ.policy.value.RegoValue;

/** What a replaced function does instead. */
public sealed interface Mock {

    /** Calls another function with the same arguments; inside of it nothing is replaced. */
    record Call(Substitution.Target target) implements Mock {}

    /** Gives a value whatever the arguments are. */
    record Fixed(RegoValue value) implements Mock {}
}
