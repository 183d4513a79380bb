package dev.writ.policy.format;

/** How a rule is laid out. */
enum Treatment {
    /** As all are. */
    PLAIN,
    /** With parentheses where {@code opa fmt} leaves some out that the text needs. */
    CAREFUL,
    /** Not at all: it stays as it is, because its comments have no place in the layout. */
    AS_WRITTEN,
    /** Its comments are put above it, where they have no place in the layout and the rule cannot stay as it is. */
    COMMENTS_FIRST
}
