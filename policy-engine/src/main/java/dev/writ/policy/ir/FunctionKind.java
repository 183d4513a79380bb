package dev.writ.policy.ir;

/** What calling a {@link Function} gives. */
public enum FunctionKind {
    /** One value or undefined: a complete rule. */
    COMPLETE,
    /** One value or undefined for each tuple of arguments. */
    FUNCTION,
    /** A collection, possibly empty, to which all clauses contribute: a partial rule. */
    PARTIAL,
    /** One key of a partial rule, given as the only argument; undefined where no clause contributes it. */
    KEYED,
    /** Rows: the bindings and expression values of a query. */
    QUERY
}
