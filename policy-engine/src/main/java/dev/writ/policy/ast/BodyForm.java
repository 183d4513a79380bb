package dev.writ.policy.ast;

/** How a body is attached to a rule. */
public enum BodyForm {
    /** There is none: {@code pi := 3.14}. */
    NONE,
    /** {@code p if { ... }}. */
    IF_BLOCK,
    /** {@code p if expression}. */
    IF_LITERAL,
    /** {@code p { ... }}, the form of v0. */
    BLOCK,
    /** A further block chained to the head of the rule before. */
    CHAINED
}
