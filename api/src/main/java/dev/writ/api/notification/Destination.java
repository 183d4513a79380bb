package dev.writ.api.notification;

import dev.writ.api.platform.Tenant;

/**
 * Where a delivery goes.
 *
 * @param tenant whose it is
 * @param name id of a webhook, or {@link Outgoing#MAIL}
 */
record Destination(Tenant tenant, String name) {}
