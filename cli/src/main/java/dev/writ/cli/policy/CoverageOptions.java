package dev.writ.cli.policy;

import dev.writ.cli.Failure;
import dev.writ.policy.testrun.CoberturaReport;
import dev.writ.policy.testrun.CoverageReport;
import dev.writ.policy.testrun.LcovReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What tests evaluate: whether it is measured, how it is written, and how much of it is enough. */
final class CoverageOptions {

    /** How coverage is written. */
    enum CoverageFormat {
        JSON,
        LCOV,
        COBERTURA
    }

    @Option(
            names = {"-c", "--coverage"},
            description =
                    "Print which lines of the policies the tests evaluated, as JSON unless --coverage-format says otherwise.")
    private boolean coverage;

    @Option(
            names = "--threshold",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description = "Exit with 2 if the tests evaluate a smaller part of the lines; implies --coverage.")
    private double threshold;

    @Option(
            names = "--coverage-format",
            paramLabel = "FORMAT",
            description =
                    "json (as OPA prints it), lcov, or cobertura; the last two have --conditions. Implies --coverage.")
    private @Nullable CoverageFormat coverageFormat;

    @Option(
            names = "--coverage-file",
            paramLabel = "FILE",
            description = "Write the coverage to a file, whether or not tests fail, and print the results as --format"
                    + " says; implies --coverage.")
    private @Nullable Path coverageFile;

    @Option(
            names = "--conditions",
            description =
                    "Also cover each expression of a body: whether it was seen to hold, and seen not to. Runs each"
                            + " test twice; implies --coverage.")
    private boolean conditions;

    @Option(
            names = "--condition-threshold",
            paramLabel = "PERCENT",
            defaultValue = "0",
            description =
                    "Exit with 2 if a smaller part of the outcomes of expressions was seen; implies --conditions.")
    private double conditionThreshold;

    /** Whether anything is measured. */
    boolean isWanted() {
        return coverage || threshold > 0 || coverageFormat != null || coverageFile != null || hasConditions();
    }

    /** Whether it is watched which conditions hold. */
    boolean hasConditions() {
        return conditions
                || conditionThreshold > 0
                || coverageFormat == CoverageFormat.LCOV
                || coverageFormat == CoverageFormat.COBERTURA;
    }

    /** The file that coverage is written to, if it is not printed. */
    @Nullable
    Path file() {
        return coverageFile;
    }

    /** Refuses what is no percentage. */
    void check() {
        if (threshold < 0 || threshold > 100) {
            throw new Failure("`--threshold` is a percentage: give a number from 0 to 100");
        }
        if (conditionThreshold < 0 || conditionThreshold > 100) {
            throw new Failure("`--condition-threshold` is a percentage: give a number from 0 to 100");
        }
    }

    /** The report in the format that was asked for. */
    String text(CoverageReport covered) {
        return switch (coverageFormat == null ? CoverageFormat.JSON : coverageFormat) {
            case JSON -> covered.json();
            case LCOV -> LcovReport.render(covered);
            case COBERTURA -> CoberturaReport.render(covered, ".", Instant.now());
        };
    }

    /** Whether less was evaluated than is enough; says so. */
    boolean isBelow(CoverageReport covered, boolean verbose, PrintWriter err) {
        boolean tooFewLines = covered.coverage() < threshold;
        boolean tooFewOutcomes = hasConditions() && covered.conditionCoverage() < conditionThreshold;
        if (tooFewLines) {
            err.printf(
                    Locale.ROOT,
                    "Code coverage threshold not met: got %.2f instead of %.2f%n",
                    covered.coverage(),
                    threshold);
            if (verbose) {
                err.println("Lines not covered:");
                covered.missing().forEach(line -> err.println("\t" + line));
            }
        }
        if (tooFewOutcomes) {
            err.printf(
                    Locale.ROOT,
                    "Condition coverage threshold not met: got %.2f instead of %.2f%n",
                    covered.conditionCoverage(),
                    conditionThreshold);
            if (verbose) {
                err.println("Conditions not covered:");
                covered.missingOutcomes().forEach(line -> err.println("\t" + line));
            }
        }
        return tooFewLines || tooFewOutcomes;
    }
}
