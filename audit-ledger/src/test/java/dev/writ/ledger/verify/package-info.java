/** Tests of {@code dev.writ.ledger.verify}. */
@NullMarked
package dev.writ.ledger.verify;

import org.jspecify.annotations.NullMarked;
