/** Tests of {@code dev.writ.ledger.merkle}. */
@NullMarked
package dev.writ.ledger.merkle;

import org.jspecify.annotations.NullMarked;
