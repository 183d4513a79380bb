/**
 * Decisions: what was asked, what was decided under which revision, and where in the ledger it is.
 *
 * <p>{@code DecisionsTest} proves it through HTTP.
 */
@NullMarked
package dev.writ.api.decision;

import org.jspecify.annotations.NullMarked;
