/** Tests of the room. */
@NullMarked
package dev.writ.ledger.dsse;

import org.jspecify.annotations.NullMarked;
