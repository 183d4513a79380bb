package dev.writ.ledger.log;

import dev.writ.ledger.log.Waiting.Waiter;

/**
 * What somebody who waits will be told as soon as it is durable and signed.
 *
 * @param waiter who
 * @param result what, if nothing fails until then
 */
record Answer(Waiter waiter, AppendResult result) {}
