package dev.writ.cli.policy;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/** Prints or writes what formatting gave, file by file. */
final class FormatReport {
    private final Mode mode;
    private final PrintWriter out;
    private final PrintWriter err;
    private int exitCode = ExitCode.OK;

    FormatReport(Mode mode, PrintWriter out, PrintWriter err) {
        this.mode = mode;
        this.out = out;
        this.err = err;
    }

    /**
     * What is wanted.
     *
     * @param fail whether a file that would change is an error
     * @param errors the exit code of a text with errors
     */
    record Mode(Output output, boolean fail, int errors) {}

    /** Where formatted texts go, or what is said of them. */
    enum Output {
        TEXT,
        NAMES,
        DIFF,
        FILES
    }

    /** 0, or the highest code of what was reported. */
    int exitCode() {
        return exitCode;
    }

    void add(FormattedFiles.Result result) {
        switch (result) {
            case FormattedFiles.Result.Unreadable unreadable -> refuse(unreadable.message(), unreadable.exit());
            case FormattedFiles.Result.Read read -> add(read);
        }
    }

    private void refuse(String message, int exit) {
        err.println("writ: " + message);
        exitCode = Math.max(exitCode, exit);
    }

    private void add(FormattedFiles.Result.Read read) {
        if (read.formatted().text() == null) {
            err.print(Findings.text(read.formatted().diagnostics()));
            exitCode = Math.max(exitCode, mode.errors());
            return;
        }
        String after = read.formatted().get();
        boolean changed = !after.equals(read.before());
        if (changed && mode.fail()) {
            exitCode = FmtCommand.FAILED;
        }
        switch (mode.output()) {
            case TEXT -> {
                if (!refusesToChange(read, changed)) {
                    out.print(after);
                }
            }
            case NAMES -> {
                if (changed) {
                    out.println(read.name());
                }
            }
            case DIFF -> {
                if (changed) {
                    out.print(UnifiedDiff.of(read.name(), read.before(), after));
                }
            }
            case FILES -> {
                if (changed && !refusesToChange(read, true)) {
                    write(read.name(), after);
                }
            }
        }
    }

    private boolean refusesToChange(FormattedFiles.Result.Read read, boolean changed) {
        boolean refuses = changed && mode.fail();
        if (refuses) {
            err.println("writ: `" + read.name() + "` is not formatted: see what would change with --diff, or let it be"
                    + " changed with --write");
        }
        return refuses;
    }

    private void write(String name, String text) {
        if (name.equals("stdin")) {
            out.print(text);
            return;
        }
        try {
            FileContent.replace(Path.of(name), text);
        } catch (IOException e) {
            refuse(String.valueOf(Failure.io("write `" + name + "`", e).getMessage()), FmtCommand.FAILED);
        }
    }
}
