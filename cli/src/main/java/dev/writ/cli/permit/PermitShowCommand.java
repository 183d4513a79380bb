package dev.writ.cli.permit;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import dev.writ.cli.http.Json;
import dev.writ.cli.ledger.FormatOption;
import dev.writ.cli.ledger.Verification;
import dev.writ.ledger.permit.Permit;
import dev.writ.ledger.permit.PermitException;
import dev.writ.ledger.permit.PermitVerifier;
import dev.writ.ledger.permit.ProvedEnvelope;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Shows what a permit says, without believing it. */
@Command(
        name = "show",
        description = "Show what a permit says. Nothing of it is verified: see `permit verify`.",
        footerHeading = "%nExample:%n",
        footer = "  writ permit show permit.json")
final class PermitShowCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The permit.")
    private @Nullable Path file;

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        Permit permit = permit(Objects.requireNonNull(file));
        String text = switch (format.chosen()) {
            case TEXT -> "not verified: what the file says" + PermitText.facts(permit);
            case JSON -> Json.pretty(PermitText.statement(permit));
        };
        spec.commandLine().getOut().println(text);
        return ExitCode.OK;
    }

    private static Permit permit(Path file) {
        try {
            return PermitVerifier.permit(ProvedEnvelope.parse(Verification.bytes(file, ProvedEnvelope.MAX_SIZE)));
        } catch (PermitException e) {
            throw new Failure("`" + file + "` is no permit: " + e.words());
        }
    }
}
