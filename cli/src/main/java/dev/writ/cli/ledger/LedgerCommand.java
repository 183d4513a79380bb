package dev.writ.cli.ledger;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The parent of the ledger commands. */
@Command(
        name = "ledger",
        description =
                "Export, search, prove and verify the ledger; erase values; back it up, repair it, change its keys.",
        subcommands = {
            LedgerExportCommand.class,
            LedgerVerifyCommand.class,
            LedgerProofCommand.class,
            LedgerPackCommand.class,
            LedgerSearchCommand.class,
            LedgerEraseCommand.class,
            LedgerCompactCommand.class,
            LedgerBackupCommand.class,
            LedgerRepairCommand.class,
            LedgerRotateKeyCommand.class
        })
public final class LedgerCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }
}
