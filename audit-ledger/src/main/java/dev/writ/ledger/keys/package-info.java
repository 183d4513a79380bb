/**
 * Who signs, from which entry on, read from the entries that say so; and the port behind which private keys are kept. The verifier has
 * a reader of its own.
 *
 * <p>Proved by {@code KeyRotationTest}, with a fault at every write.
 */
@NullMarked
package dev.writ.ledger.keys;

import org.jspecify.annotations.NullMarked;
