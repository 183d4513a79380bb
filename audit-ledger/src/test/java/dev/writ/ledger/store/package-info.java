/** The contract of the store's ports and an in-memory store that keeps it, with faults on demand. Published as test jar. */
@NullMarked
package dev.writ.ledger.store;

import org.jspecify.annotations.NullMarked;
