package dev.writ.api.audit;

import dev.writ.ledger.Ledger;
import dev.writ.ledger.store.StoreException;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** Part of {@code /actuator/health} and of readiness: down when a log takes no drafts or cannot be read. */
@Component("ledger")
class LedgerHealth extends AbstractHealthIndicator {
    private final Logs logs;

    LedgerHealth(Logs logs) {
        this.logs = logs;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        try {
            builder.up();
            for (Ledger log : logs.ledgers().values()) {
                log.view().checkpoint();
                log.unavailable().ifPresent(why -> builder.down().withDetail("reason", why.message()));
            }
        } catch (StoreException e) {
            builder.down().withDetail("reason", e.reason());
        }
    }
}
