/** Tests of {@code dev.writ.ledger.publish}. */
@NullMarked
package dev.writ.ledger.publish;

import org.jspecify.annotations.NullMarked;
