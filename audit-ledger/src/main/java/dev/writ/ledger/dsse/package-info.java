/**
 * Signed statements: DSSE envelopes (secure-systems-lab/dsse, protocol v1) around in-toto Statements v1. Form only; whether a
 * signature holds is a question for {@code note}, whether a statement is to be believed one for who reads it.
 *
 * <p>Reading is strict and bounded: base64 has one form, texts and lists have a longest one, digests are SHA-256. Members that the
 * two specifications do not name are ignored, as they ask; who wants less refuses them before. Proved by {@code EnvelopeTest} (the
 * vector of the specification), {@code StatementTest} and {@code DsseFuzzTest} (seeds printed), and with the programs of other
 * people by {@code src/interop/permits.sh}.
 */
@NullMarked
package dev.writ.ledger.dsse;

import org.jspecify.annotations.NullMarked;
