package dev.writ.policy.value;

/** The absence of a value. It is no value itself: it has no kind, no order and no JSON form. */
public enum Undefined implements Maybe {
    /** The only one, so that {@code ==} compares it. */
    UNDEFINED
}
