package dev.writ.ledger.rooms.store;

import dev.writ.ledger.note.Checkpoint;

/** A port that knows formats. */
record Formatted(Checkpoint what) {}
