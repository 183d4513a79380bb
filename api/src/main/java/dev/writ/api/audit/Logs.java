package dev.writ.api.audit;

import dev.writ.api.platform.Caller;
import dev.writ.api.platform.Problem;
import dev.writ.api.platform.Tenant;
import dev.writ.ledger.Ledger;
import dev.writ.ledger.publish.LogView;
import java.util.Map;

/**
 * The running logs.
 *
 * @param ledgers the log of each tenant
 */
record Logs(Map<Tenant, Ledger> ledgers) implements AutoCloseable {
    Logs {
        ledgers = Map.copyOf(ledgers);
    }

    /** The log of a tenant. */
    Ledger of(Tenant wanted) {
        Ledger ledger = ledgers.get(wanted);
        if (ledger == null) {
            throw new IllegalStateException("the tenant `" + wanted.name() + "` has no log");
        }
        return ledger;
    }

    /** What everybody may see of a log; 404 if there is none of that name. */
    LogView view(String log) {
        Ledger ledger = ledgers.get(new Tenant(log));
        if (ledger == null) {
            throw unknown(log).raise();
        }
        return ledger.view();
    }

    /** What a caller may see of a log, which is that of its tenant alone: 404 for any other, whether there is one or not. */
    LogView view(Caller caller, String log) {
        if (!caller.tenant().name().equals(log)) {
            throw unknown(log).raise();
        }
        return of(caller.tenant()).view();
    }

    /** How many drafts wait for their index, in all logs. */
    int waiting() {
        return ledgers.values().stream().mapToInt(Ledger::waiting).sum();
    }

    /** Whether every log takes drafts. */
    boolean writable() {
        return ledgers.values().stream().allMatch(log -> log.unavailable().isEmpty());
    }

    private static Problem unknown(String log) {
        return Problem.notFound(
                "log.unknown", "there is no log `" + log + "` for you", "use the name of your tenant, such as `main`");
    }

    @Override
    public void close() {
        ledgers.values().forEach(Ledger::close);
    }
}
