package dev.writ.ledger.rooms.entry;

import dev.writ.ledger.note.Checkpoint;

/** An entry that signs itself. */
record Signed(Checkpoint what) {}
