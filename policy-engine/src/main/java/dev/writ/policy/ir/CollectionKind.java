package dev.writ.policy.ir;

/** What a comprehension or a partial rule builds. */
public enum CollectionKind {
    ARRAY,
    SET,
    OBJECT,
    /** Objects nested to any depth with values and sets at their ends: a partial rule with several keys. */
    DOCUMENT
}
