package dev.writ.cli.policy;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.bundle.LoadOptions;
import dev.writ.policy.bundle.PolicyFiles;
import dev.writ.policy.bundle.Verification;
import dev.writ.policy.check.CheckOptions;
import dev.writ.policy.check.types.Schemas;
import dev.writ.policy.parse.ParseOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say how policies are read, which all verbs share. */
final class PolicySources {

    @Option(names = "--v0-compatible", description = "Read modules as Rego v0, unless they say otherwise.")
    private boolean v0;

    @Option(names = "--v1-compatible", description = "Read modules as Rego v1, which is the default.")
    void v1Compatible(boolean ignored) {
        // nothing to do
    }

    @Option(
            names = {"-S", "--strict"},
            description = "Refuse unused imports, variables and arguments, and deprecated functions.")
    private boolean strict;

    @Option(
            names = "--ignore",
            paramLabel = "PATTERN",
            split = ",",
            description =
                    "Leave out files and directories of this name, such as '.*' or '*_test.rego'; may be repeated.")
    private List<String> ignore = List.of();

    @Option(
            names = "--capabilities",
            paramLabel = "FILE",
            description = "Allow only the functions, keywords and features that this file lists, as `writ capabilities`"
                    + " prints them.")
    private @Nullable Path capabilities;

    /** Modules and data of files and directories, and of bundles whose signatures are verified so. */
    PolicyFiles.Loaded load(List<String> paths, List<String> bundles, Verification verification) {
        return load(paths, bundles, verification, nanos -> {});
    }

    /** The same, where somebody is told how many nanoseconds the parsing of each module takes. */
    PolicyFiles.Loaded load(List<String> paths, List<String> bundles, Verification verification, LongConsumer parsed) {
        return PolicyFiles.load(
                paths, bundles, loadOptions().withVerification(verification).withParsed(parsed));
    }

    /** Modules, and the data of bundles. */
    PolicyFiles.Loaded loadModules(List<String> paths, List<String> bundles, Verification verification) {
        return PolicyFiles.load(
                paths, bundles, loadOptions().withModulesOnly(true).withVerification(verification));
    }

    /** The same for modules of another dialect. */
    PolicySources in(RegoVersion version) {
        PolicySources other = new PolicySources();
        other.v0 = version == RegoVersion.V0;
        other.strict = strict;
        other.ignore = ignore;
        other.capabilities = capabilities;
        return other;
    }

    LoadOptions loadOptions() {
        return LoadOptions.DEFAULT.withParse(parseOptions()).withIgnore(ignore);
    }

    NativePolicyEngine engine(PolicyFiles.Loaded loaded) {
        return engine(loaded, Schemas.NONE);
    }

    NativePolicyEngine engine(PolicyFiles.Loaded loaded, Schemas schemas) {
        return NativePolicyEngine.of(loaded.modules(), loaded.data(), options(schemas));
    }

    /** Refuses what no engine can be made of. */
    void check(PolicyFiles.Loaded loaded, Schemas schemas) {
        NativePolicyEngine.check(loaded.modules(), loaded.data(), options(schemas));
    }

    /** The dialect of modules that do not say otherwise; v0 where both are asked for. */
    RegoVersion version() {
        return v0 ? RegoVersion.V0 : RegoVersion.V1;
    }

    ParseOptions parseOptions() {
        return options().parse();
    }

    EngineOptions options() {
        return options(Schemas.NONE);
    }

    EngineOptions options(Schemas schemas) {
        EngineOptions all = EngineOptions.standard()
                .withVersion(version())
                .withCheck(CheckOptions.DEFAULT.withStrict(strict).withSchemas(schemas))
                .withRevision("files");
        Path file = capabilities;
        return file == null ? all : all.withCapabilities(CapabilitiesFile.read(file));
    }
}
