package dev.writ.api.platform;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The service's own authorization: asks the {@code platform} policy. Implemented by the room that holds the policy sets. */
public interface Gate {
    /**
     * Why the caller may not do this; empty if it may. A failing policy refuses.
     *
     * @param caller who asks; null when nobody is authenticated
     * @param action the action's name in the platform policy
     * @param owner id of the principal that owns the thing, where that matters
     */
    Optional<Problem> refusal(@Nullable Caller caller, String action, @Nullable String owner);

    /** As {@link #refusal}, leaving with the problem. */
    default void require(@Nullable Caller caller, String action, @Nullable String owner) {
        refusal(caller, action, owner).ifPresent(problem -> {
            throw problem.raise();
        });
    }
}
