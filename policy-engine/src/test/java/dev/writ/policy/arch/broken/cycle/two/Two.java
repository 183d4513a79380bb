package dev.writ.policy.arch.broken.cycle.two;

import dev.writ.policy.arch.broken.cycle.one.One;
import org.jspecify.annotations.NullMarked;

/** Breaks the rule on cycles together with {@link One}. */
@NullMarked
public interface Two {

    /** The other half. */
    One one();
}
