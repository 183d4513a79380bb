package dev.writ.ledger.rooms.publish;

import dev.writ.ledger.log.AppendResult;

/** A view that appends. */
record Writing(AppendResult what) {}
