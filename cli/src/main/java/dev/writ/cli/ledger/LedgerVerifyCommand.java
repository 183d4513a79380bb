package dev.writ.cli.ledger;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import dev.writ.cli.http.Connection;
import dev.writ.cli.http.Json;
import dev.writ.cli.http.ServiceClient;
import dev.writ.ledger.verify.DirectorySource;
import dev.writ.ledger.verify.LogVerifier;
import dev.writ.ledger.verify.Progress;
import dev.writ.ledger.verify.VerificationReport;
import dev.writ.ledger.verify.VerificationRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Verifies a whole log. */
@Command(
        name = "verify",
        description = {
            "Verify a log: signatures, every entry, every tile and the hash chain; on request also that it",
            "extends older checkpoints and holds given proofs. Reads an exported folder (--dir), without any",
            "network, or a service that it does not trust (--url)."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:good", "1:not good, or not verified; the message names the place"},
        footerHeading = "%nExamples:%n",
        footer = {
            "  writ ledger verify --dir export --key-file log.keys --since last-time/checkpoint",
            "  writ ledger verify --url https://writ.example --key writ.example/ledger/main+1a2b3c4d+AbC..."
        })
final class LedgerVerifyCommand implements Callable<Integer> {
    /** How to report. */
    private enum Format {
        TEXT,
        JSON
    }

    @Option(names = "--dir", paramLabel = "DIR", description = "An exported log; --url is not used then.")
    private @Nullable Path dir;

    @Mixin
    private Connection connection = new Connection();

    @Option(
            names = "--log",
            paramLabel = "NAME",
            defaultValue = "main",
            description = "Name of the log, with --url (default: ${DEFAULT-VALUE}).")
    private String log = "main";

    @Option(
            names = "--key",
            paramLabel = "VKEY",
            description = "Verifier key of the log; every given one must have signed.")
    private List<String> keys = List.of();

    @Option(names = "--key-file", paramLabel = "FILE", description = "File with one verifier key a line.")
    private List<Path> keyFiles = List.of();

    @Option(names = "--since", paramLabel = "FILE", description = "Older checkpoint that the log must extend.")
    private List<Path> since = List.of();

    @Option(names = "--proof", paramLabel = "FILE", description = "Proof of an entry that must hold and fit the log.")
    private List<Path> proofs = List.of();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE}).")
    private Format format = Format.TEXT;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        VerificationRequest request = Verification.request(keys, keyFiles, since, proofs);
        VerificationReport report = report(request);
        switch (format) {
            case TEXT ->
                (report.good()
                                ? spec.commandLine().getOut()
                                : spec.commandLine().getErr())
                        .println((report.good() ? "" : "error: ") + Verification.text(report));
            case JSON -> spec.commandLine().getOut().println(Json.pretty(json(report)));
        }
        return report.good() ? ExitCode.OK : ExitCode.ERROR;
    }

    private VerificationReport report(VerificationRequest request) {
        if (dir != null) {
            if (!Files.isDirectory(dir)) {
                throw new Failure("there is no folder `" + dir + "`: export one by `writ ledger export`");
            }
            return LogVerifier.verify(new DirectorySource(dir), request, Progress.NONE);
        }
        try (ServiceClient service = connection.client()) {
            return LogVerifier.verify(new HttpLedger(service, log), request, Progress.NONE);
        }
    }

    private static JsonNode json(VerificationReport report) {
        var out = Json.object().put("good", report.good());
        report.checkpoint()
                .ifPresent(checkpoint -> out.putObject("checkpoint")
                        .put("origin", checkpoint.origin())
                        .put("size", checkpoint.size())
                        .put("root", checkpoint.root().base64()));
        out.put("entries", report.entries())
                .put("files", report.files())
                .put("since", report.anchors())
                .put("proofs", report.proofs())
                .put("complete", report.complete());
        report.finding()
                .ifPresent(finding ->
                        out.putObject("finding").put("place", finding.place()).put("message", finding.message()));
        return out;
    }
}
