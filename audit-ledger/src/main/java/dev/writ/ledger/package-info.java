/**
 * The façade of the ledger: open a log over a store and a folder of keys, append to it, show it.
 *
 * <p>The rooms behind it, each importing only rooms to its left: {@code merkle} → {@code durable} → {@code entry} → {@code
 * note} → {@code tile} → {@code pack} → {@code store} → {@code publish} → {@code log} → this package; {@code verify} stands apart and imports
 * {@code merkle}, {@code entry}, {@code note}, {@code tile} and {@code pack} only. {@code RoomsTest} holds the edges. Formats: C2SP
 * signed-note, tlog-checkpoint, tlog-cosignature, tlog-tiles and tlog-proof, RFC 6962, RFC 8785. Proved by {@code LedgerTest}.
 */
@NullMarked
package dev.writ.ledger;

import org.jspecify.annotations.NullMarked;
