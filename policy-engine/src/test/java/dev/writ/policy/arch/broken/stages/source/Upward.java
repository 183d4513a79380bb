package dev.writ.policy.arch.broken.stages.source;

import dev.writ.policy.arch.broken.stages.eval.Downstream;
import org.jspecify.annotations.NullMarked;

/** Breaks the rule on stages: the first one uses a late one. */
@NullMarked
public record Upward(Downstream downstream) {}
