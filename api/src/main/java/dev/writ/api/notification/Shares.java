package dev.writ.api.notification;

import dev.writ.api.platform.Tenant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Who may be sent to now. Each receiver has one place of its own, which nobody else takes; further ones, up to a bound for each
 * receiver, come out of the share of its tenant. So neither other tenants nor other receivers of the same one hold up anybody, however
 * slow they are. Safe for several threads.
 */
final class Shares {
    private final int perReceiver;
    private final int perTenant;
    private final Map<Destination, Integer> sending = new HashMap<>();

    /**
     * @param perReceiver most deliveries to one receiver at once, at least 1
     * @param perTenant most deliveries of one tenant at once beyond the first to each receiver
     */
    Shares(int perReceiver, int perTenant) {
        this.perReceiver = perReceiver;
        this.perTenant = perTenant;
    }

    /** Takes a place; false if there is none. */
    synchronized boolean take(Destination to) {
        if (isFull(to, further(to.tenant()))) {
            return false;
        }
        sending.merge(to, 1, Integer::sum);
        return true;
    }

    /** Gives a place back. */
    synchronized void give(Destination to) {
        sending.computeIfPresent(to, (_, number) -> number == 1 ? null : number - 1);
    }

    /** Whom nothing more can be sent to now. */
    synchronized Set<Destination> full() {
        Map<Tenant, Integer> further = new HashMap<>();
        Set<Destination> full = new HashSet<>();
        for (Destination to : sending.keySet()) {
            if (isFull(to, further.computeIfAbsent(to.tenant(), this::further))) {
                full.add(to);
            }
        }
        return full;
    }

    private boolean isFull(Destination to, int further) {
        int number = sending.getOrDefault(to, 0);
        return number >= perReceiver || (number >= 1 && further >= perTenant);
    }

    /** How many places a tenant uses beyond the first of each receiver. */
    private int further(Tenant tenant) {
        return sending.entrySet().stream()
                .filter(entry -> entry.getKey().tenant().equals(tenant))
                .mapToInt(entry -> entry.getValue() - 1)
                .sum();
    }
}
