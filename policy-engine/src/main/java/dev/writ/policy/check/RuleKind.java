package dev.writ.policy.check;

/** What a rule contributes to its document. */
public enum RuleKind {
    /** One value: {@code p := v}, {@code p.q := v}; with a dynamic path an entry of an object. */
    SINGLE_VALUE,
    /** An element of a set: {@code p contains x}; with a dynamic path the set is an entry of an object. */
    MULTI_VALUE
}
