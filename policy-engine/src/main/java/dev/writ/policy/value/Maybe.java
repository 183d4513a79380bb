package dev.writ.policy.value;

/**
 * What an expression comes to: a value, or {@link Undefined}. Used where both can be returned, so that null never stands
 * for undefined.
 */
public sealed interface Maybe permits RegoValue, Undefined {}
