package dev.writ.ledger.rooms.verify;

import dev.writ.ledger.log.AppendResult;

/** A verifier that asks the writer. */
record TrustsTheWriter(AppendResult result) {}
