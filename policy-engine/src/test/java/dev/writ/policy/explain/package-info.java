/** Tests of explanations. */
@org.jspecify.annotations.NullMarked
package dev.writ.policy.explain;
