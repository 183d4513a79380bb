/** The façade of the policy engine: from Rego source text to a decision. */
@NullMarked
package dev.writ.policy;

import org.jspecify.annotations.NullMarked;
