package dev.writ.cli.evidence;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the evidence commands. */
@Command(
        name = "evidence",
        description = "Sign evidence about an artifact, and submit it.",
        subcommands = {EvidenceSignCommand.class, EvidenceSubmitCommand.class})
public final class EvidenceCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
