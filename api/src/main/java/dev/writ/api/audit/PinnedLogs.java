package dev.writ.api.audit;

import dev.writ.api.platform.Acknowledged;
import dev.writ.api.platform.Database;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * What the pins of all logs in one database vouch for: a version of it holds all only if it does so for each of them.
 *
 * @param logs at least one
 */
record PinnedLogs(List<PinnedLog> logs) implements Acknowledged {
    PinnedLogs {
        logs = List.copyOf(logs);
    }

    @Override
    public boolean nothing() {
        return logs.stream().allMatch(PinnedLog::nothing);
    }

    /** A log of which certainly nothing was acknowledged takes nothing from the others; one whose pin is damaged or missing does. */
    @Override
    public boolean complete() {
        return !nothing()
                && logs.stream().filter(Predicate.not(PinnedLog::untouched)).allMatch(PinnedLog::complete);
    }

    @Override
    public String describe() {
        return logs.stream()
                .filter(log -> logs.size() == 1 || !log.nothing())
                .map(PinnedLog::describe)
                .collect(Collectors.joining(" and "));
    }

    @Override
    public Version in(Database version, DataSource connections) {
        List<Version> versions =
                logs.stream().map(log -> log.in(version, connections)).toList();
        String content = versions.stream().map(Version::content).distinct().collect(Collectors.joining(" and "));
        return new Version(content, worst(versions));
    }

    private static Verdict worst(List<Version> versions) {
        List<Verdict> verdicts = versions.stream().map(Version::verdict).toList();
        if (verdicts.contains(Verdict.CONTRADICTORY)) {
            return Verdict.CONTRADICTORY;
        }
        return verdicts.contains(Verdict.TOO_OLD) ? Verdict.TOO_OLD : Verdict.ALL;
    }
}
