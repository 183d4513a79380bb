package dev.writ.api;

import dev.writ.api.platform.Tenant;
import dev.writ.api.platform.Tenants;
import java.util.Map;
import java.util.Optional;

/** Which tenant's log an offline mode works on. */
final class LogChoice {
    /** The option that says so. */
    static final String NAME = "--log";

    private LogChoice() {}

    /** What is wrong with the option. */
    static Optional<String> wrong(Map<String, String> values) {
        return read(values).isPresent()
                ? Optional.empty()
                : Optional.of("`--log` must be the name of a tenant, such as `main`, not `" + values.get(NAME) + "`");
    }

    /** The choice, of an option that is not wrong. */
    static Tenant of(Map<String, String> values) {
        return read(values).orElse(Tenant.MAIN);
    }

    private static Optional<Tenant> read(Map<String, String> values) {
        return Tenants.read(values.getOrDefault(NAME, Tenant.MAIN.name()));
    }
}
