package dev.writ.api.audit;

import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.Ledger;
import dev.writ.ledger.publish.LogView;

/**
 * The running logs, by tenant.
 *
 * @param tenant the tenant that has a log
 * @param ledger its log
 */
record Logs(Tenant tenant, Ledger ledger) implements AutoCloseable {
    /** The log of a tenant. */
    Ledger of(Tenant wanted) {
        if (!wanted.equals(tenant)) {
            throw new IllegalStateException("the tenant `" + wanted.name() + "` has no log");
        }
        return ledger;
    }

    /** What others see of a log; 404 if there is none of that name. */
    LogView view(String log) {
        if (!log.equals(tenant.name())) {
            throw Problem.notFound("log.unknown", "there is no log `" + log + "`", "use `" + tenant.name() + "`")
                    .raise();
        }
        return ledger.view();
    }

    @Override
    public void close() {
        ledger.close();
    }
}
