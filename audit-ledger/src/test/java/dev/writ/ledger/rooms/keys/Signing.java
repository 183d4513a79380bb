package dev.writ.ledger.rooms.keys;

import dev.writ.ledger.log.AppendResult;

/** A history of keys that appends. */
record Signing(AppendResult what) {}
