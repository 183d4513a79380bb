package dev.writ.policy.compare;

import dev.writ.policy.source.Diagnostic;
import java.util.List;

/** Told what a comparison finds. Called by several threads; what it throws is logged and changes nothing. */
public interface DifferenceListener {

    /** The engines do not agree. */
    void different(Difference difference);

    /** They agree. */
    default void same(String subject) {}

    /** An evaluation was not compared, because too many wait already. */
    default void skipped(String subject) {}

    /** The second engine refuses what the first accepts, so that no evaluation of it is compared. */
    default void refused(String subject, List<Diagnostic> diagnostics) {}
}
