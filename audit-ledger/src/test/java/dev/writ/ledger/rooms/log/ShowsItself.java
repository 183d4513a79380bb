package dev.writ.ledger.rooms.log;

import dev.writ.ledger.publish.LogView;
import java.lang.reflect.Method;

/** A writer that publishes, and by reflection at that. */
record ShowsItself(LogView view, Method method) {}
