package dev.writ.api.policyset;

/**
 * The policy sets in force.
 *
 * @param main decides what callers ask
 * @param platform decides what callers may do in this service; always the shipped one
 */
public record PolicySets(PolicySet main, PolicySet platform) {}
