package dev.writ.cli.policy;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import dev.writ.policy.bundle.BundleException;
import dev.writ.policy.bundle.BundleFile;
import dev.writ.policy.bundle.BundleLoader;
import dev.writ.policy.bundle.BundleSignatures;
import dev.writ.policy.bundle.LoadOptions;
import dev.writ.policy.bundle.SignatureAlgorithm;
import dev.writ.policy.bundle.Signing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Signs bundles that are there already. */
@Command(
        name = "sign",
        description = {
            "Write the signatures of bundles to the file .signatures.json, as OPA does.",
            "Exit code 0, or 1 on errors."
        },
        footerHeading = "%nExample:%n",
        footer = "  writ sign --signing-key private.pem --signing-alg ES256 -b policies/main -o policies/main")
public final class SignCommand implements Callable<Integer> {

    @Mixin
    private PolicyPaths paths = new PolicyPaths();

    @Mixin
    private SigningOptions options = new SigningOptions();

    @Option(
            names = "--signing-alg",
            paramLabel = "ALGORITHM",
            defaultValue = "RS256",
            description = "HS256, RS256, PS256, ES256, or one of those with 384 or 512 (default: ${DEFAULT-VALUE}).")
    private String algorithm = "RS256";

    @Option(
            names = {"-o", "--output-file-path"},
            paramLabel = "FOLDER",
            defaultValue = ".",
            description = "The folder for .signatures.json (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of(".");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        options.check();
        if (!paths.areBundles()) {
            throw new Failure("only bundles are signed: give their paths and `--bundle`");
        }
        SignatureAlgorithm chosen = SignatureOptions.algorithm(algorithm);
        Signing signing = options.signing(chosen, "")
                .orElseThrow(() -> new Failure("there is no key to sign with: give one with `--signing-key`"));
        try {
            SequencedMap<String, BundleFile> files = new LinkedHashMap<>();
            for (String path : paths.paths()) {
                addFiles(Path.of(path), files);
            }
            write(BundleSignatures.sign(files, signing));
            return ExitCode.OK;
        } catch (BundleException e) {
            return Findings.refused(spec, e.diagnostics());
        }
    }

    /** The files of a bundle, those of a directory under the path that it was given with. */
    private static void addFiles(Path bundle, Map<String, BundleFile> files) {
        String prefix = Files.isDirectory(bundle) ? bundle.normalize() + "/" : "";
        for (BundleFile file : new BundleLoader(LoadOptions.DEFAULT).everyFile(bundle)) {
            if (!file.path().equals(BundleSignatures.FILE)) {
                files.put((prefix + file.path()).replaceFirst("^/", ""), file);
            }
        }
    }

    private void write(byte[] signatures) {
        Path file = output.resolve(BundleSignatures.FILE);
        try {
            Files.createDirectories(output);
            Files.write(file, signatures);
        } catch (IOException e) {
            throw Failure.io("write `" + file + "`", e);
        }
    }
}
