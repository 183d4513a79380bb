/**
 * Built-in functions: what they are called and take ({@link dev.writ.policy.builtin.BuiltinSignature}), how they are
 * implemented ({@link dev.writ.policy.builtin.Builtin}), and what an implementation may use of the evaluation
 * ({@link dev.writ.policy.builtin.BuiltinContext}). The set is that of OPA 1.22.2; {@code SignatureTableTest} compares
 * the table with {@code opa capabilities}.
 *
 * <p>A registry may know a signature without an implementation. Such a call is refused when the program is compiled.
 */
@NullMarked
package dev.writ.policy.builtin;

import org.jspecify.annotations.NullMarked;
