package dev.writ.cli.demo;

import dev.writ.cli.gate.Decision;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reasons of a denial, shown and compared. */
final class Reasons {
    private Reasons() {}

    /** Every reason with what to do about it. */
    static void show(Board board, Decision decision) {
        for (Decision.Reason reason : decision.reasons()) {
            board.detail(reason.code() + " [" + reason.control() + "] " + reason.message());
            board.detail("    to do: " + reason.remediation());
        }
    }

    static SortedSet<String> codes(Decision decision) {
        return decision.reasons().stream().map(Decision.Reason::code).collect(Collectors.toCollection(TreeSet::new));
    }

    static boolean allHaveRemediation(Decision decision) {
        return decision.reasons().stream()
                .noneMatch(reason -> reason.remediation().isBlank());
    }
}
