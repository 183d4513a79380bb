package dev.writ.policy.ir;

/** One step of a path that is followed at run time. */
public sealed interface Step {

    /** Only this key. */
    record Known(Operand key) implements Step {}

    /** Every key; each is written to the slot before the path goes on. */
    record Each(int slot) implements Step {}
}
