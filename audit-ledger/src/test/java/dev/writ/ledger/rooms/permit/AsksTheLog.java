package dev.writ.ledger.rooms.permit;

import dev.writ.ledger.store.Head;

/** A verifier of permits that asks the log. */
record AsksTheLog(Head what) {}
