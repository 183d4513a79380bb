package dev.writ.cli.policy;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.bundle.BundleLimits;
import dev.writ.policy.bundle.PolicyFiles;
import dev.writ.policy.check.CheckOptions;
import dev.writ.policy.parse.ParseOptions;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that say how policies are read, which all verbs share. */
final class PolicySources {

    @Option(names = "--v0-compatible", description = "Read modules as Rego v0, unless they say otherwise.")
    private boolean v0;

    @Option(
            names = {"-S", "--strict"},
            description = "Refuse unused imports, variables and arguments, and deprecated functions.")
    private boolean strict;

    PolicyFiles.Loaded load(List<String> paths, List<String> bundles) {
        return PolicyFiles.load(paths, bundles, BundleLimits.DEFAULT, options().parse());
    }

    NativePolicyEngine engine(PolicyFiles.Loaded loaded) {
        return NativePolicyEngine.of(loaded.modules(), loaded.data(), options());
    }

    EngineOptions options() {
        ParseOptions parse = ParseOptions.DEFAULT.withVersion(v0 ? RegoVersion.V0 : RegoVersion.V1);
        EngineOptions options = EngineOptions.standard().withVersion(parse.version());
        return options.withCheck(strict ? CheckOptions.STRICT : CheckOptions.DEFAULT)
                .withRevision("files");
    }
}
