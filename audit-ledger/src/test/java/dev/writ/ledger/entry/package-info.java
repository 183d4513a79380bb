/** Tests of {@code dev.writ.ledger.entry}. */
@NullMarked
package dev.writ.ledger.entry;

import org.jspecify.annotations.NullMarked;
