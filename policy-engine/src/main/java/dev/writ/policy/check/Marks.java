package dev.writ.policy.check;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * What a check has to remember about the statements of one rule until they are ordered. Statements are told apart by
 * identity.
 */
final class Marks {
    private final Set<Object> assignments = identitySet();
    private final Set<Object> plainNegations = identitySet();
    private final Set<Object> implicitBodies = identitySet();

    private final boolean equalityUnifies;

    /**
     * @param equalityUnifies whether {@code a == b} as a statement only asks whether both are equal; in a query it has a
     *     value
     */
    Marks(boolean equalityUnifies) {
        this.equalityUnifies = equalityUnifies;
    }

    boolean equalityUnifies() {
        return equalityUnifies;
    }

    private static Set<Object> identitySet() {
        return Collections.newSetFromMap(new IdentityHashMap<>());
    }

    /** The left side of {@code statement} only receives: it was written with {@code :=}. */
    CheckedStatement.Unify assignment(CheckedStatement.Unify statement) {
        assignments.add(statement);
        return statement;
    }

    boolean isAssignment(CheckedStatement.Unify statement) {
        return assignments.contains(statement);
    }

    /** The one statement inside needs all of its variables from outside, and what it reads is read outside. */
    CheckedStatement.Not plain(CheckedStatement.Not statement) {
        plainNegations.add(statement);
        return statement;
    }

    boolean isPlain(CheckedStatement.Not statement) {
        return plainNegations.contains(statement);
    }

    /** The body was written without braces: it declares nothing, so its variables come from outside. */
    CheckedBody implicit(CheckedBody body) {
        implicitBodies.add(body);
        return body;
    }

    boolean isImplicit(CheckedBody body) {
        return implicitBodies.contains(body);
    }
}
