/**
 * Permits: signed statements that some artifacts may go to an environment until a moment, each with the proof that the log holds the
 * entry of its issue; and the signed list of those that were revoked. One trusted thing is enough to verify both: the log's keys.
 *
 * <p>The exact bytes and the steps of verification are in {@code docs/formats/permit.md}. Nothing here shares code with the log
 * beyond the formats. Proved by {@code PermitVerifierTest} (every outcome), {@code PermitFuzzTest} (no mutant is believed, seeds
 * printed) and, with the DSSE libraries of other people in Python and Go, by {@code src/interop/permits.sh}.
 */
@NullMarked
package dev.writ.ledger.permit;

import org.jspecify.annotations.NullMarked;
