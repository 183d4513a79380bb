/**
 * The ledger from outside: export it as static files, and verify an export without trusting whoever served it.
 *
 * <p>Follows C2SP tlog-tiles for the layout and tlog-checkpoint for the head. {@code LedgerVerifyCommandTest} flips,
 * drops and reorders what is verified.
 */
@NullMarked
package dev.writ.cli.ledger;

import org.jspecify.annotations.NullMarked;
