/** Tests of {@code dev.writ.ledger.note}. */
@NullMarked
package dev.writ.ledger.note;

import org.jspecify.annotations.NullMarked;
