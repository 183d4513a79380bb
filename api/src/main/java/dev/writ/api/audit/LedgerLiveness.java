package dev.writ.api.audit;

import dev.writ.ledger.Ledger;
import dev.writ.ledger.log.AppendResult.Reason;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;
import org.springframework.stereotype.Component;

/**
 * Part of liveness: down when only a restart goes on. Whoever supervises the process restarts it then; until it does, the process
 * refuses changes and still shows what it recorded.
 */
@Component("ledgerLiveness")
class LedgerLiveness extends AbstractHealthIndicator {
    private final Logs logs;

    LedgerLiveness(Logs logs) {
        this.logs = logs;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.up();
        for (Ledger log : logs.ledgers().values()) {
            log.unavailable()
                    .filter(why -> why.reason() == Reason.HALTED)
                    .ifPresent(why -> builder.down().withDetail("reason", why.message()));
        }
    }
}
