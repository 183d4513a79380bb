package dev.writ.policy.arch.broken.cycle.one;

import dev.writ.policy.arch.broken.cycle.two.Two;
import org.jspecify.annotations.NullMarked;

/** Breaks the rule on cycles together with {@link Two}. */
@NullMarked
public interface One {

    /** The other half. */
    Two two();
}
