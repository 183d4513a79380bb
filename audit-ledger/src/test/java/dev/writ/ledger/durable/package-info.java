/** Tests of {@code dev.writ.ledger.durable}. */
@NullMarked
package dev.writ.ledger.durable;

import org.jspecify.annotations.NullMarked;
