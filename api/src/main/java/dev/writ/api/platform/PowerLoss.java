package dev.writ.api.platform;

import java.io.IOException;
import java.util.Optional;

/**
 * Sees to it that a power loss before an H2 file is opened does no harm: where one may have happened since it was opened last, it is
 * first rolled back to the version that was certainly synced.
 */
final class PowerLoss {
    private final OpenMark mark;
    private final TornDatabase database;
    private final Optional<String> boot;

    /**
     * For one database.
     *
     * @param mark how its last use ended
     * @param boot which start of the machine this is; empty if nobody knows
     */
    PowerLoss(OpenMark mark, TornDatabase database, Optional<String> boot) {
        this.mark = mark;
        this.database = database;
        this.boot = boot;
    }

    /**
     * Before the file is opened: repairs it if need be, and then remembers that it is in use. In this order, since a start that
     * is killed in between must not look like one after which the file was good. H2 itself is not let near a file that may be torn:
     * it gives up the older versions of a file that it fails to open.
     *
     * @throws StartFailure if it is damaged and cannot be repaired, or cannot be read
     */
    void beforeOpening() {
        try {
            switch (mark.lastUse(boot)) {
                case NONE, CLOSED -> {}
                case KILLED -> {
                    if (database.isDamaged()) {
                        database.rollBack("it does not open", mark.from());
                    }
                }
                case POWER_LOST -> database.rollBack("the machine may have lost its power", mark.from());
            }
            mark.opened(boot, StoreVersions.current(database.file()));
        } catch (IOException e) {
            throw new StartFailure(
                    "the database `" + database.file() + "` cannot be checked after an end that was not clean: " + e
                            + "; see that nobody else has it open, the disk has room for a copy of it, and the folder is"
                            + " this user's",
                    e);
        }
    }

    /**
     * A version has reached stable storage: no start will go back behind it any more. Durable when the call returns.
     *
     * @throws IOException if that cannot be remembered
     */
    void synced(long version) throws IOException {
        mark.synced(boot, version);
    }
}
