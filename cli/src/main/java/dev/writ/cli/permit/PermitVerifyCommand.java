package dev.writ.cli.permit;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Terminal;
import dev.writ.cli.http.Json;
import dev.writ.cli.ledger.FormatOption;
import dev.writ.cli.ledger.KeyOptions;
import dev.writ.cli.ledger.Verification;
import dev.writ.ledger.entry.Timestamp;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.permit.Fault;
import dev.writ.ledger.permit.PermitReport;
import dev.writ.ledger.permit.PermitRequest;
import dev.writ.ledger.permit.PermitVerifier;
import dev.writ.ledger.permit.ProvedEnvelope;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Verifies a permit offline. */
@Command(
        name = "verify",
        description = {
            "Verify, without network, that a permit was issued by the log of the given keys, that it is valid now and",
            "for this action and environment, and that the artifacts are, byte for byte, exactly those that it names.",
            "This shows that it was issued. That it may still be used only the service can tell, when it is redeemed;",
            "--revocations looks at its signed list at least."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:it holds",
            "1:not verified: wrong arguments, an unreadable file, a list of revocations that cannot be used",
            "2:not genuine: forged, of another log, or without proof",
            "3:the artifacts are not those that it names",
            "4:its time is over, or has not begun",
            "5:it was revoked",
            "6:it is for another action or environment"
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  writ permit verify permit.json --artifact model.onnx --environment production --key-file log.keys",
            "  writ permit verify permit.json --artifact model.onnx --key writ.example/ledger/main+1a2b3c4d+AbC..."
                    + " --revocations revocations.json"
        })
final class PermitVerifyCommand implements Callable<Integer> {
    private static final int NOT_GENUINE = 2;
    private static final int OTHER_BYTES = 3;
    private static final int OTHER_TIME = 4;
    private static final int REVOKED = 5;
    private static final int OTHER_USE = 6;

    @Parameters(paramLabel = "FILE", description = "The permit.")
    private @Nullable Path file;

    @Option(
            names = "--artifact",
            paramLabel = "PATH",
            required = true,
            description = "A file that is to be used; give every one that the permit names.")
    private List<Path> artifacts = List.of();

    @Mixin
    private KeyOptions keys = new KeyOptions();

    @Option(
            names = "--action",
            paramLabel = "NAME",
            defaultValue = "promote",
            description = "What is to be done (default: ${DEFAULT-VALUE}).")
    private String action = "";

    @Option(names = "--environment", paramLabel = "NAME", description = "Where the artifacts are to go.")
    private Optional<String> environment = Optional.empty();

    @Option(names = "--at", paramLabel = "TIME", description = "A moment such as 2026-11-29T10:00:00Z, instead of now.")
    private Optional<Instant> at = Optional.empty();

    @Option(
            names = "--revocations",
            paramLabel = "FILE",
            description = "The signed list of revoked permits (`GET /api/v1/permits/revocations`).")
    private Optional<Path> revocations = Optional.empty();

    @Mixin
    private FormatOption format = new FormatOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        TrustedKeys trusted = keys.trusted();
        Bytes permit = Verification.bytes(Objects.requireNonNull(file), ProvedEnvelope.MAX_SIZE);
        HashedArtifacts hashed = HashedArtifacts.on(spec.commandLine().getErr(), Terminal.isThere());
        PermitReport report = PermitVerifier.verify(
                permit,
                new PermitRequest(
                        trusted,
                        new Timestamp(at.orElseGet(Instant::now).toEpochMilli()),
                        action,
                        environment,
                        revocations.map(list -> Verification.bytes(list, ProvedEnvelope.MAX_SIZE)),
                        () -> hashed.of(artifacts)));
        print(report);
        return report.finding()
                .map(finding -> exitCode(finding.fault()))
                .orElse(report.good() ? ExitCode.OK : ExitCode.ERROR);
    }

    private void print(PermitReport report) {
        switch (format.chosen()) {
            case TEXT -> {
                String text = PermitText.text(report, artifacts.size());
                if (report.good()) {
                    spec.commandLine().getOut().println(text);
                } else {
                    spec.commandLine().getErr().println("error: " + text);
                }
            }
            case JSON -> spec.commandLine().getOut().println(Json.pretty(PermitText.json(report)));
        }
    }

    private static int exitCode(Fault fault) {
        return switch (fault) {
            case MALFORMED, REVOCATIONS -> ExitCode.ERROR;
            case WRONG_LOG, NO_PROOF, FORGED -> NOT_GENUINE;
            case OTHER_BYTES -> OTHER_BYTES;
            case NOT_YET_VALID, EXPIRED -> OTHER_TIME;
            case REVOKED -> REVOKED;
            case OTHER_ACTION, OTHER_ENVIRONMENT -> OTHER_USE;
        };
    }
}
