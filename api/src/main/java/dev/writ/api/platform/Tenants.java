package dev.writ.api.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The tenants that a service has: each has a policy space, principals, a catalog and a log of its own, and nothing crosses.
 *
 * @param bundles bundle of each further tenant that does not decide by the service's own, by the tenant's name
 * @param others names of the tenants beside {@link Tenant#MAIN}
 */
public record Tenants(List<String> others, Map<String, String> bundles) {
    /** The form of a name: it stands in the log's origin, in paths and in names of files. */
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    public Tenants {
        others = List.copyOf(others);
        bundles = Map.copyOf(bundles);
    }

    /** No other tenant than {@link Tenant#MAIN}. */
    public static Tenants standard() {
        return new Tenants(List.of(), Map.of());
    }

    /** Reads {@code NAME} or {@code NAME=BUNDLE}, with commas between; empty if that is not well-formed. */
    public static Optional<Tenants> parse(String text) {
        List<String> names = new ArrayList<>();
        Map<String, String> bundles = new TreeMap<>();
        for (String item : text.split(",", -1)) {
            int equals = item.indexOf('=');
            String name = equals < 0 ? item : item.substring(0, equals);
            if (!NAME.matcher(name).matches() || name.equals(Tenant.MAIN.name()) || names.contains(name)) {
                return Optional.empty();
            }
            names.add(name);
            if (equals >= 0) {
                bundles.put(name, item.substring(equals + 1));
            }
        }
        return Optional.of(new Tenants(names, bundles));
    }

    /** The tenant of that name, whoever has it; empty if that is no name. */
    public static Optional<Tenant> read(String name) {
        return NAME.matcher(name).matches() ? Optional.of(new Tenant(name)) : Optional.empty();
    }

    /** All of them, {@link Tenant#MAIN} first. */
    public List<Tenant> all() {
        List<Tenant> all = new ArrayList<>(List.of(Tenant.MAIN));
        others.stream().map(Tenant::new).forEach(all::add);
        return all;
    }

    /** The tenant of that name, if the service has it. */
    public Optional<Tenant> named(String name) {
        return all().stream().filter(tenant -> tenant.name().equals(name)).findFirst();
    }
}
