package dev.writ.cli.policy;

import dev.writ.policy.explain.TraceDetail;
import picocli.CommandLine.Option;

/** The options that say what is shown of how a result came to be. */
final class ExplainOptions {

    @Option(
            names = "--explain",
            paramLabel = "DETAIL",
            description = "Show the steps of the evaluation: off, full, notes (of `trace`), fails or debug.")
    private TraceDetail detail = TraceDetail.OFF;

    @Option(names = "--var-values", description = "Show the values of variables with the steps.")
    private boolean values;

    TraceDetail detail() {
        return detail;
    }

    boolean values() {
        return values;
    }
}
