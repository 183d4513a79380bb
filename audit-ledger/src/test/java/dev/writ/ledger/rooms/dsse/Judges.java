package dev.writ.ledger.rooms.dsse;

import dev.writ.ledger.note.TrustedKeys;

/** A form that says whose signature counts. */
record Judges(TrustedKeys what) {}
