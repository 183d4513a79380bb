/** Tests of {@code dev.writ.ledger.log}. */
@NullMarked
package dev.writ.ledger.log;

import org.jspecify.annotations.NullMarked;
