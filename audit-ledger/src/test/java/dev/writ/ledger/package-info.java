/** Tests of the ledger as a whole. */
@NullMarked
package dev.writ.ledger;

import org.jspecify.annotations.NullMarked;
