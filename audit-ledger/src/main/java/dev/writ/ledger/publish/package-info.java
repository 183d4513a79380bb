/**
 * What a log shows: checkpoint, keys, tiles and bundles put together from its rows on every read, proofs, and the export of
 * all of it into a folder. C2SP tlog-tiles and tlog-proof.
 *
 * <p>Proved by {@code LogViewTest}, the export included, and by {@code src/interop} with Tessera's {@code fsck}.
 */
@NullMarked
package dev.writ.ledger.publish;

import org.jspecify.annotations.NullMarked;
