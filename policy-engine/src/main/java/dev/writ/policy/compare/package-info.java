/**
 * A wrapper that answers with one engine and asks a second one the same, to report every difference as data: for a migration
 * between engines, and for tests of them.
 *
 * <p>Specification: the two agree where both are undefined, or have the same value, or fail with the same code. Values are the
 * same if their JSON is: a set is the array of its elements in any order, a number counts by its value, a key that is no string
 * is the text of its JSON. The second engine is asked after the first has answered, on threads of the wrapper, so that it can
 * neither delay nor change the answer. {@code ComparingPolicyEngineTest} and {@code SamenessTest} prove it.
 */
@NullMarked
package dev.writ.policy.compare;

import org.jspecify.annotations.NullMarked;
