/** Breaks the rules of a room on purpose. */
@NullMarked
package dev.writ.ledger.rooms.dsse;

import org.jspecify.annotations.NullMarked;
