package dev.writ.ledger.rooms.pack;

import dev.writ.ledger.store.Head;

/** A file format that knows the database. */
record Queried(Head what) {}
