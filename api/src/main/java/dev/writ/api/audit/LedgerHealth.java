package dev.writ.api.audit;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/** {@code /actuator/health}: the service is down when its log takes no drafts. */
@Component("ledger")
class LedgerHealth extends AbstractHealthIndicator {
    private final Logs logs;

    LedgerHealth(Logs logs) {
        this.logs = logs;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        logs.ledger()
                .unavailable()
                .ifPresentOrElse(why -> builder.down().withDetail("reason", why.message()), builder::up);
    }
}
