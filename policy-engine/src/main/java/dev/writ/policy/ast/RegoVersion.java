package dev.writ.policy.ast;

/** The dialect of a module. */
public enum RegoVersion {
    /** The language before OPA 1.0. */
    V0,
    /** The language since OPA 1.0. */
    V1
}
