package dev.writ.ledger.rooms.tile;

import dev.writ.ledger.store.Head;

/** A tile that knows the database. */
record Living(Head what) {}
