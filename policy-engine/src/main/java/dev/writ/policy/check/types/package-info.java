/**
 * The algebra of static types: unions, which types can have a value in common, what a key selects, the types of documents,
 * and JSON Schemas as types.
 *
 * <p>A program is refused only where no value can fit, by the rules of OPA 1.22.2; where OPA knows nothing, nothing is
 * refused. {@code CheckTableTest} has programs with the places where OPA refuses them, and compares with the real
 * {@code opa check}.
 */
@NullMarked
package dev.writ.policy.check.types;

import org.jspecify.annotations.NullMarked;
