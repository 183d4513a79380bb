package dev.writ.api.notification;

import dev.writ.api.platform.Tenant;

/** Where rooms hand in what somebody has to hear of. */
public interface Notices {
    /**
     * Adds a notice within the change that it tells of: it is sent once the change is committed, and not at all if it is not.
     */
    void add(Tenant tenant, Notice notice);
}
