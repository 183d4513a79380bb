package dev.writ.roomfixture.other;

import dev.writ.roomfixture.room.PublicRepository;

/** The other half of the cycle. */
public record Neighbour(PublicRepository repository) {}
