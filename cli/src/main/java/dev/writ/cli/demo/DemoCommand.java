package dev.writ.cli.demo;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Home;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the demo. */
@Command(
        name = "demo",
        description = {
            "Run the main job end to end: start the service in a temporary folder, have data access and a",
            "promotion refused and granted, verify the ledger offline, tamper with it and see it found.",
            "Exit code 0 only if every step came out as it must."
        },
        footerHeading = "%nExample:%n",
        footer = "  writ demo --keep      leaves the temporary folder, to look at the exported ledger")
public final class DemoCommand implements Callable<Integer> {
    @Option(names = "--keep", description = "Do not delete the temporary folder.")
    private boolean keep;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        var board = new Board(out);
        try (var folder = DemoFolder.create(keep)) {
            new Demo(Home.find(), folder, board).run();
            board.close();
            if (keep) {
                out.println("kept " + folder.path());
            }
        }
        return board.allAsExpected() ? ExitCode.OK : ExitCode.ERROR;
    }
}
