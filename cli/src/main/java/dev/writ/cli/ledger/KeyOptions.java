package dev.writ.cli.ledger;

import dev.writ.cli.Failure;
import dev.writ.ledger.note.NoteException;
import dev.writ.ledger.note.TrustedKeys;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say whose signatures a verifying command trusts. */
public final class KeyOptions {
    @Option(
            names = "--key",
            paramLabel = "VKEY",
            description = "Verifier key of the log; every given one must have signed.")
    private List<String> keys = List.of();

    @Option(names = "--key-file", paramLabel = "FILE", description = "File with one verifier key a line.")
    private List<Path> keyFiles = List.of();

    /**
     * The keys that were given.
     *
     * @throws Failure if there is none, or one that is no verifier key
     */
    public TrustedKeys trusted() {
        return trusted(keys, keyFiles);
    }

    /** As {@link #trusted()}, of keys and of files with one key a line. */
    public static TrustedKeys trusted(List<String> keys, List<Path> files) {
        List<String> all = new ArrayList<>(keys);
        files.forEach(file -> Verification.bytes(file)
                .text()
                .lines()
                .filter(line -> !line.isBlank())
                .forEach(all::add));
        if (all.isEmpty()) {
            throw new Failure(
                    "no key given: give the log's verifier keys by `--key` or `--key-file`, from a source that is not"
                            + " the log");
        }
        try {
            return TrustedKeys.parse(all.stream().distinct().toList());
        } catch (NoteException e) {
            throw new Failure("the given keys cannot be used: " + e.getMessage());
        }
    }
}
