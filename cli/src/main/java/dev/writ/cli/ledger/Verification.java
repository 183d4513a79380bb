package dev.writ.cli.ledger;

import dev.writ.cli.Failure;
import dev.writ.ledger.merkle.Bytes;
import dev.writ.ledger.note.TrustedKeys;
import dev.writ.ledger.verify.VerificationReport;
import dev.writ.ledger.verify.VerificationRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What to verify against, read from files and words, and the report in words. */
public final class Verification {
    private static final int LONGEST_FILE = 1 << 20;

    private Verification() {}

    /**
     * What to verify against.
     *
     * @param keys that must have signed
     * @param since files with older checkpoints
     * @param proofs files with proofs of entries
     */
    public static VerificationRequest request(TrustedKeys keys, List<Path> since, List<Path> proofs) {
        return new VerificationRequest(
                keys,
                since.stream().map(Verification::bytes).toList(),
                proofs.stream().map(Verification::bytes).toList());
    }

    /** The report in one line; for a good log every number that was checked, else the first bad place. */
    public static String text(VerificationReport report) {
        if (report.finding().isPresent()) {
            return "not good: " + report.finding().get();
        }
        var out = new StringBuilder("good: ").append(report.entries()).append(" entries");
        if (report.from() > 0) {
            out.append(" from entry ").append(report.from()).append(" on");
        }
        report.checkpoint()
                .ifPresent(checkpoint -> out.append(" of `")
                        .append(checkpoint.origin())
                        .append("`, root ")
                        .append(checkpoint.root().base64()));
        out.append(", ").append(report.files()).append(" tiles and bundles");
        if (report.anchors() > 0) {
            out.append(", extends ")
                    .append(report.anchors())
                    .append(" older checkpoint")
                    .append(report.anchors() == 1 ? "" : "s");
        }
        if (report.proofs() > 0) {
            out.append(", ").append(report.proofs()).append(" proof").append(report.proofs() == 1 ? "" : "s");
        }
        out.append(ReportParts.keyChanges(report.keyChanges())).append(ReportParts.erasures(report.erasures()));
        if (report.from() > 0) {
            out.append(", entries before taken as verified");
        }
        return out.append(report.complete() ? ", nothing left over" : "").toString();
    }

    static Bytes bytes(Path file) {
        return bytes(file, LONGEST_FILE);
    }

    /** A file of at most so many bytes. */
    public static Bytes bytes(Path file, int longest) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(longest);
            if (in.read() >= 0) {
                throw new Failure("`" + file + "` is too large: such a file has at most " + longest + " bytes");
            }
            return Bytes.of(bytes);
        } catch (IOException e) {
            throw Failure.io("read `" + file + "`", e);
        }
    }
}
