package dev.writ.cli.policy;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import dev.writ.policy.PolicyException;
import dev.writ.policy.ast.TermText;
import dev.writ.policy.bundle.Bundle;
import dev.writ.policy.bundle.BundleAssembly;
import dev.writ.policy.bundle.BundleException;
import dev.writ.policy.bundle.BundleFile;
import dev.writ.policy.bundle.BundleLoader;
import dev.writ.policy.bundle.LoadOptions;
import dev.writ.policy.bundle.PolicyFiles;
import dev.writ.policy.bundle.Verification;
import dev.writ.policy.check.types.Schemas;
import dev.writ.policy.opaplan.PlanExport;
import dev.writ.policy.partial.Optimizer;
import dev.writ.policy.partial.PartialEvaluation;
import dev.writ.policy.source.Diagnostic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Builds bundles. */
@Command(
        name = "build",
        description = {
            "Make one bundle (.tar.gz) of files and directories, or with -b of bundles.",
            "Policies are checked first. With --verification-key the signatures of the given bundles are verified,",
            "and with --signing-key the new bundle is signed, both as OPA does."
        },
        footerHeading = "%nExamples:%n",
        footer = {
            "  writ build -b policies/main --revision 42 -o main.tar.gz",
            "  writ build -O 2 -e example/allow -o optimized.tar.gz policies/example",
            "  writ build -t plan -e example/allow -o plan.tar.gz policies/example",
            "  writ build -b policies/main --signing-key private.pem --signing-alg ES256",
            "  writ build -b main.tar.gz --verification-key public.pem --signing-alg ES256 -o again.tar.gz"
        })
public final class BuildCommand implements Callable<Integer> {

    /** What is built. */
    enum Target {
        REGO,
        PLAN,
        WASM
    }

    @Mixin
    private PolicySources sources = new PolicySources();

    @Mixin
    private SignatureOptions signatures = new SignatureOptions();

    @Mixin
    private PolicyPaths paths = new PolicyPaths();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            defaultValue = "bundle.tar.gz",
            description = "Where to write the bundle (default: ${DEFAULT-VALUE}).")
    private Path output = Path.of("bundle.tar.gz");

    @Option(
            names = {"-r", "--revision"},
            paramLabel = "NAME",
            description = "The revision that the manifest names.")
    private @Nullable String revision;

    @Option(
            names = {"-e", "--entrypoint"},
            paramLabel = "PATH",
            description = "A document that will be asked for, as in example/allow; may be repeated.")
    private List<String> entrypoints = List.of();

    @Option(
            names = {"-t", "--target"},
            defaultValue = "rego",
            description = "rego, or plan, which adds OPA's plan of the entrypoints; use opa for wasm (default:"
                    + " ${DEFAULT-VALUE}).")
    private Target target = Target.REGO;

    @Option(
            names = {"-O", "--optimize"},
            paramLabel = "LEVEL",
            defaultValue = "0",
            description =
                    "Evaluate the rules of the entrypoints as far as that is possible without an input: 1 puts what"
                            + " is known into them, 2 puts rules into each other, too (default: ${DEFAULT-VALUE}).")
    private int optimize;

    @Option(
            names = "--partial-namespace",
            paramLabel = "NAME",
            defaultValue = PartialEvaluation.NAMESPACE,
            description = "The package of rules that --optimize makes besides (default: ${DEFAULT-VALUE}).")
    private String namespace = PartialEvaluation.NAMESPACE;

    @Mixin
    private SigningOptions signing = new SigningOptions();

    @Mixin
    private BuildHints hints = new BuildHints();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        refuseUnsupported();
        try {
            BundleAssembly assembly = paths.areBundles() ? ofBundles() : ofFiles();
            String name = revision;
            BundleAssembly named = name == null ? assembly : assembly.withRevision(name);
            check(named);
            BundleAssembly optimized = optimized(named);
            write(optimized
                    .withCompiled(compiled(optimized))
                    .archive(signing.signing(signatures.algorithm(), signatures.keyId())));
            return ExitCode.OK;
        } catch (BundleException e) {
            return Findings.refused(spec, e.diagnostics());
        } catch (PolicyException e) {
            return Findings.refused(spec, e.diagnostics());
        }
    }

    private void refuseUnsupported() {
        if (target == Target.WASM) {
            throw new Failure("writ does not build WebAssembly: use `opa build -t wasm`, whose bundles writ can run");
        }
        if (target == Target.PLAN && entrypoints.isEmpty()) {
            throw new Failure("a plan answers its entrypoints only: name at least one with `--entrypoint`");
        }
        if (optimize < 0 || optimize > 2) {
            throw new Failure("`--optimize " + optimize + "` is no level: give 0, 1 or 2");
        }
        if (!TermText.isIdentifier(namespace)) {
            throw new Failure("`" + namespace + "` is no name of a package: use letters, digits and `_`");
        }
        if (!paths.areBundles() && (signing.hasKey() || signatures.hasKey())) {
            throw new Failure("only bundles are signed and verified: give the paths of bundles and `--bundle`");
        }
        signing.check();
        hints.check();
        for (String entrypoint : entrypoints) {
            if (!entrypoint.matches("[^/.\\s\"]+(/[^/\\s]+)*")) {
                throw new Failure("`" + entrypoint + "` is no entrypoint: write the path below `data` with slashes,"
                        + " as in `example/allow`");
            }
        }
    }

    private BundleAssembly ofFiles() {
        PrintWriter err = spec.commandLine().getErr();
        for (String path : paths.paths()) {
            if (Files.exists(Path.of(path).resolve(BundleFile.MANIFEST))) {
                err.println("warning: `" + path + "` has a manifest, which counts only with `--bundle`");
            }
        }
        return BundleAssembly.of(sources.load(paths.paths(), List.of(), Verification.SKIPPED), sources.version());
    }

    private BundleAssembly ofBundles() {
        LoadOptions options = sources.loadOptions().withVerification(signatures.verification(Verification.UNKEYED));
        BundleLoader loader = new BundleLoader(options);
        List<Bundle> bundles = new ArrayList<>();
        List<Diagnostic> errors = new ArrayList<>();
        for (String path : paths.paths().stream().sorted().toList()) {
            try {
                bundles.add(loader.load(Path.of(path)));
            } catch (BundleException e) {
                errors.addAll(e.diagnostics());
            }
        }
        if (!errors.isEmpty()) {
            throw new BundleException(errors);
        }
        return BundleAssembly.of(bundles, sources.version());
    }

    private void check(BundleAssembly assembly) {
        sources.check(new PolicyFiles.Loaded(assembly.modules(), assembly.data()), Schemas.NONE);
    }

    private BundleAssembly optimized(BundleAssembly assembly) {
        if (optimize == 0) {
            return assembly;
        }
        List<String> all = new ArrayList<>(entrypoints);
        all.addAll(Optimizer.annotated(assembly.modules()));
        if (all.isEmpty()) {
            throw new Failure("only rules of entrypoints are optimized: name at least one with `--entrypoint`, or in an"
                    + " annotation");
        }
        Optimizer.Options how = new Optimizer.Options(all, optimize, namespace, assembly.roots());
        return assembly.withModules(
                Optimizer.optimize(assembly.modules(), assembly.data(), how, sources.options()), namespace);
    }

    private List<BundleFile> compiled(BundleAssembly assembly) {
        return switch (target) {
            case REGO, WASM -> assembly.compiled();
            case PLAN -> {
                byte[] plan = PlanExport.planJson(assembly.modules(), assembly.data(), entrypoints, sources.options());
                yield List.of(new BundleFile(BundleFile.PLAN, plan));
            }
        };
    }

    private void write(byte[] archive) {
        try {
            Files.write(output, archive);
        } catch (IOException e) {
            throw Failure.io("write `" + output + "`", e);
        }
    }
}
