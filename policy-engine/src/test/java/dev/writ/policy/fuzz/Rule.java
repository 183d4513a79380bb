package dev.writ.policy.fuzz;

import java.util.List;

/**
 * A rule or function that was generated and that later rules may use.
 *
 * @param module the index of its module
 * @param path its path below {@code data}
 * @param local how its own module writes it
 * @param kind what it gives
 * @param parameters what it takes; empty for a rule
 */
record Rule(int module, String path, String local, Kind kind, List<Kind> parameters) {

    Rule {
        parameters = List.copyOf(parameters);
    }

    String from(int other) {
        return other == module ? local : "data." + path;
    }
}
