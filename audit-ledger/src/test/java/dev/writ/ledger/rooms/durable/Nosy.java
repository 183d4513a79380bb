package dev.writ.ledger.rooms.durable;

import dev.writ.ledger.entry.LogId;

/** Writing files with a log in mind. */
record Nosy(LogId what) {}
