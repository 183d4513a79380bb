package dev.writ.cli;

import dev.writ.cli.demo.DemoCommand;
import dev.writ.cli.evidence.EvidenceCommand;
import dev.writ.cli.gate.GateCommand;
import dev.writ.cli.key.KeyCommand;
import dev.writ.cli.ledger.LedgerCommand;
import dev.writ.cli.permit.PermitCommand;
import dev.writ.cli.policy.BenchCommand;
import dev.writ.cli.policy.BuildCommand;
import dev.writ.cli.policy.CapabilitiesCommand;
import dev.writ.cli.policy.CheckCommand;
import dev.writ.cli.policy.EvalCommand;
import dev.writ.cli.policy.FmtCommand;
import dev.writ.cli.policy.InspectCommand;
import dev.writ.cli.policy.LintCommand;
import dev.writ.cli.policy.ParseCommand;
import dev.writ.cli.policy.SignCommand;
import dev.writ.cli.policy.TestCommand;
import dev.writ.cli.serve.ServeCommand;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The root command. Every command is registered in the list below, and nowhere else. */
@Command(
        name = "writ",
        synopsisSubcommandLabel = "COMMAND",
        versionProvider = Version.class,
        description =
                "Policy as code for machine learning in production: decisions by Rego rules, in a ledger anybody can"
                        + " verify.",
        subcommands = {
            DemoCommand.class,
            ServeCommand.class,
            GateCommand.class,
            TestCommand.class,
            EvalCommand.class,
            CheckCommand.class,
            LintCommand.class,
            FmtCommand.class,
            BuildCommand.class,
            BenchCommand.class,
            SignCommand.class,
            InspectCommand.class,
            ParseCommand.class,
            CapabilitiesCommand.class,
            LedgerCommand.class,
            PermitCommand.class,
            EvidenceCommand.class,
            KeyCommand.class,
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  writ demo                       the main job end to end, in a temporary folder",
            "  writ serve --dev                a service to try things out with",
            "  writ gate --help                ask for a promotion from CI",
            "  writ ledger verify --dir DIR    verify an exported ledger without any network"
        })
final class WritCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given");
    }

    /** The whole command line, writing results to {@code out} and everything else to {@code err}. */
    static CommandLine commandLine(PrintWriter out, PrintWriter err) {
        var root = CommandSpec.forAnnotatedObject(new WritCommand());
        root.addOption(OptionSpec.builder("-h", "--help")
                .usageHelp(true)
                .scopeType(ScopeType.INHERIT)
                .description("Show this text.")
                .build());
        root.addOption(OptionSpec.builder("-V", "--version")
                .versionHelp(true)
                .description("Show the version.")
                .build());
        return new CommandLine(root)
                .setOut(out)
                .setErr(err)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setUsageHelpWidth(100)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Errors::wrongArguments)
                .setExecutionExceptionHandler(Errors::failed);
    }
}
