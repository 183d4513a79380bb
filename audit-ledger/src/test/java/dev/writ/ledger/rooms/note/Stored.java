package dev.writ.ledger.rooms.note;

import dev.writ.ledger.store.Head;

/** A checkpoint that knows the database. */
record Stored(Head what) {}
