/**
 * Types of values, in the notation of OPA's messages: {@code array[string]}, {@code any<string, set[string]>},
 * {@code object<key: type>[key type: value type]}.
 *
 * <p>They describe what built-in functions take and give, and what is known of the terms of a program before it runs. {@code TypeNotationTest} reads and writes the types of every
 * function of OPA 1.22.2.
 */
@NullMarked
package dev.writ.policy.type;

import org.jspecify.annotations.NullMarked;
