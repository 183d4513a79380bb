/**
 * The static form of a log: C2SP tlog-tiles. Paths, tiles of hashes, bundles of entries, and a reader that believes only what
 * leads to a trusted root.
 *
 * <p>Proved by {@code TilePathTest}, {@code EntryBundleTest} and {@code VerifiedTilesTest}.
 */
@NullMarked
package dev.writ.ledger.tile;

import org.jspecify.annotations.NullMarked;
