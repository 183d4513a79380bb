/**
 * The standard built-in functions, one class a family; {@link dev.writ.policy.builtin.std.StandardBuiltins} puts them
 * together. What they do follows OPA 1.22.2, down to the texts of their errors; each family has a table test with values
 * that the real OPA gave, and {@code BuiltinDifferentialTest} asks it again where it is installed.
 *
 * <p>Regular expressions are RE2 (by RE2/J), so matching takes time linear in the text.
 */
@NullMarked
package dev.writ.policy.builtin.std;

import org.jspecify.annotations.NullMarked;
