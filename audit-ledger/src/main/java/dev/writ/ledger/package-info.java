/** The façade of the ledger. */
@NullMarked
package dev.writ.ledger;

import org.jspecify.annotations.NullMarked;
