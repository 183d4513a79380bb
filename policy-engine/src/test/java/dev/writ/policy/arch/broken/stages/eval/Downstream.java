package dev.writ.policy.arch.broken.stages.eval;

import org.jspecify.annotations.NullMarked;

/** Used from a stage that must not know it. */
@NullMarked
public record Downstream() {}
