/** Tests of the room. */
@NullMarked
package dev.writ.ledger.permit;

import org.jspecify.annotations.NullMarked;
