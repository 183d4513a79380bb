/**
 * The evidence pack: one file that proves entries of a log, and what their commitments stand for, to somebody who has no network.
 * One RFC 8785 JSON document with exactly one byte form ({@code docs/formats/evidence-pack.md}, decision 20); form only, whether it
 * proves anything is {@code verify}'s business.
 *
 * <p>Proved by {@code EvidencePackTest} (form, bounds, one byte form), {@code PackVerifierTest} (what it proves) and, against a
 * verifier in Go, by {@code src/interop/packs.sh}.
 */
@NullMarked
package dev.writ.ledger.pack;

import org.jspecify.annotations.NullMarked;
