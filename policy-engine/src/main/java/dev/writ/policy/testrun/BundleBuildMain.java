package dev.writ.policy.testrun;

import dev.writ.policy.PolicyException;
import dev.writ.policy.bundle.BundleException;
import dev.writ.policy.testrun.TestResult.Outcome;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The step of a build that makes a bundle: {@code BundleBuildMain SOURCES TESTS OUTPUT}. Prints the report of the tests
 * and the revision; ends with 1 where policies are broken and with 2 where tests fail, and writes nothing then.
 */
public final class BundleBuildMain {

    private BundleBuildMain() {}

    /** Runs the step and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args, System.out, System.err));
    }

    static int run(String[] args, PrintStream out, PrintStream err) {
        if (args.length != 3) {
            err.println("usage: BundleBuildMain SOURCES TESTS OUTPUT");
            return 1;
        }
        Path sources = Path.of(args[0]);
        Path output = Path.of(args[2]);
        try {
            BundleBuild.Outcome outcome = BundleBuild.build(sources, Path.of(args[1]));
            out.print(PrettyReport.render(outcome.report(), false));
            return switch (outcome) {
                case BundleBuild.Outcome.Built built -> {
                    write(output, built.bundle().archive());
                    out.println(output.getFileName() + ": revision "
                            + built.bundle().revision());
                    yield 0;
                }
                case BundleBuild.Outcome.Refused refused -> {
                    boolean none = refused.report().count(Outcome.PASS) == 0;
                    err.println(
                            none
                                    ? "no test of `" + sources + "` passed"
                                    : "tests of `" + sources + "` fail, see above");
                    yield 2;
                }
            };
        } catch (BundleException | PolicyException | IllegalArgumentException e) {
            err.println(e.getMessage());
            return 1;
        } catch (IOException e) {
            err.println("cannot write `" + output + "`: " + e.getMessage());
            return 1;
        }
    }

    private static void write(Path output, byte[] archive) throws IOException {
        Path parent = output.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Files.write(output, archive);
    }
}
