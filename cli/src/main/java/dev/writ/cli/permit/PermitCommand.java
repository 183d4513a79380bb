package dev.writ.cli.permit;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the permit commands. */
@Command(
        name = "permit",
        description = "Verify and show permits, without network.",
        subcommands = {PermitVerifyCommand.class, PermitShowCommand.class})
public final class PermitCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
