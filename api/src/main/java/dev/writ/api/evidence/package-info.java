/**
 * Signed facts about artifacts: DSSE envelopes over in-toto Statements (v1), by registered producer keys.
 *
 * <p>{@code EnvelopeTest} proves the signature check with published vectors, {@code EvidenceTest} the endpoint.
 */
@NullMarked
package dev.writ.api.evidence;

import org.jspecify.annotations.NullMarked;
