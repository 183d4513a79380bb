package dev.writ.cli.policy;

import dev.writ.policy.bundle.PolicyFiles;
import dev.writ.policy.bundle.Verification;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which files and directories a verb reads, and whether they are bundles. */
final class PolicyPaths {

    @Parameters(paramLabel = "PATH", arity = "1..*", description = "Files and directories, or with -b bundles.")
    private List<String> paths = List.of();

    @Option(
            names = {"-b", "--bundle"},
            description = "The paths are bundles: directories with a manifest, or archives.")
    private boolean bundle;

    List<String> paths() {
        return paths;
    }

    boolean areBundles() {
        return bundle;
    }

    List<String> files() {
        return bundle ? List.of() : paths;
    }

    List<String> bundles() {
        return bundle ? paths : List.of();
    }

    /** Modules and data. */
    PolicyFiles.Loaded load(PolicySources sources, SignatureOptions signatures) {
        return sources.load(files(), bundles(), signatures.verification(Verification.SKIPPED));
    }

    /** Modules, and the data of bundles. */
    PolicyFiles.Loaded loadModules(PolicySources sources, SignatureOptions signatures) {
        return sources.loadModules(files(), bundles(), signatures.verification(Verification.SKIPPED));
    }
}
