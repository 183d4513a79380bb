package dev.writ.roomfixture.platform;

import dev.writ.roomfixture.other.Neighbour;

/** Breaks a rule: the platform knows a room. */
public record Upward(Neighbour neighbour) {}
