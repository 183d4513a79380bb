/** Tests of {@code dev.writ.ledger.tile}. */
@NullMarked
package dev.writ.ledger.tile;

import org.jspecify.annotations.NullMarked;
