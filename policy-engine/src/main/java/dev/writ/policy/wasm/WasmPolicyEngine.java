package dev.writ.policy.wasm;

import dev.writ.policy.PolicyEngine;
import dev.writ.policy.PolicyException;
import dev.writ.policy.PreparedPolicy;
import dev.writ.policy.PreparedQuery;
import dev.writ.policy.Query;
import dev.writ.policy.builtin.PatternCache;
import dev.writ.policy.bundle.Bundle;
import dev.writ.policy.bundle.BundleException;
import dev.writ.policy.bundle.BundleFile;
import dev.writ.policy.bundle.BundleLoader;
import dev.writ.policy.runtime.Cancellation;
import dev.writ.policy.runtime.EvaluationException;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Sha256;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The engine for bundles that {@code opa build -t wasm} built.
 *
 * <p>What WebAssembly cannot do is not pretended: only the entrypoints that the bundle was built with, and documents inside
 * of theirs, can be prepared; queries are refused; {@code print}, traces and the count of steps do not exist in a module;
 * strict built-in errors concern the functions that the module imports, while those inside of it stay undefined when they
 * fail. OPA's modules do not order sets: an array made by going through a set, or {@code concat} of one, can come in
 * another order than from the other engines. Of the limits, time, memory, input and result are kept. The module is interrupted at its next loop or call, and an
 * imported built-in at its next look at the clock; neither can be stopped in between.
 */
public final class WasmPolicyEngine implements PolicyEngine {

    private static final int PATTERNS = 2_000;

    /** Enough to read the largest data there may be. */
    private static final Duration START = Duration.ofSeconds(60);

    private final WasmProgram program;
    private final Map<String, Integer> entrypoints;
    private final WasmPool pool;
    private final PatternCache patterns = new PatternCache(PATTERNS);
    private final String revision;

    private WasmPolicyEngine(WasmProgram program, Map<String, Integer> entrypoints, WasmPool pool, String revision) {
        this.program = program;
        this.entrypoints = Map.copyOf(entrypoints);
        this.pool = pool;
        this.revision = revision;
    }

    /**
     * An engine for a bundle: a directory or an archive.
     *
     * @throws BundleException if the bundle cannot be read
     * @throws PolicyException if it holds no module, or one that this engine cannot run
     */
    public static WasmPolicyEngine load(Path bundle, WasmOptions options) {
        return of(bundle.toString(), BundleLoader.standard().files(bundle), options);
    }

    /**
     * An engine for the files of a bundle.
     *
     * @param name what messages call the bundle
     * @throws BundleException if its data or manifest cannot be read
     * @throws PolicyException if it holds no module, or one that this engine cannot run
     */
    public static WasmPolicyEngine of(String name, List<BundleFile> files, WasmOptions options) {
        List<BundleFile> modules =
                files.stream().filter(file -> file.path().endsWith(".wasm")).toList();
        if (modules.size() != 1) {
            throw WasmFailures.unusable(
                    name,
                    "holds " + modules.size() + " WebAssembly modules, one is needed",
                    "build it with `opa build -t wasm -e package/rule`");
        }
        // The sources were compiled by OPA; what is left of them does not matter here.
        Bundle bundle = BundleLoader.standard()
                .load(
                        name,
                        "",
                        files.stream()
                                .filter(file -> !file.path().endsWith(".rego"))
                                .toList());
        String claimed = bundle.manifest().revision();
        WasmOptions named =
                claimed.isEmpty() || options.revision().isPresent() ? options : options.withRevision(claimed);
        return create(name, modules.getFirst().content(), bundle.data(), named);
    }

    /**
     * An engine for a module.
     *
     * @param name what messages call it
     * @param module the bytes of the module
     * @param data the base documents
     * @throws PolicyException if this engine cannot run it
     */
    public static WasmPolicyEngine create(String name, byte[] module, RegoObject data, WasmOptions options) {
        return create(name, module, data, options, START);
    }

    /** The same; {@code start} is how long a module may take until it can say what it is. */
    static WasmPolicyEngine create(String name, byte[] module, RegoObject data, WasmOptions options, Duration start) {
        WasmProgram program = WasmProgram.of(name, module, data, options);
        WasmPool pool = new WasmPool(() -> program.instance(name), options.instances());
        try {
            long deadline = System.nanoTime() + start.toNanos();
            // What a module does when it starts is bounded, too.
            Map<String, Integer> entrypoints = pool.start(
                            instance -> program.contents(name, instance).entrypoints())
                    .await(deadline, start.toMillis(), Cancellation.onInterrupt());
            String revision = options.revision().orElseGet(() -> digest(module, program.data()));
            return new WasmPolicyEngine(program, entrypoints, pool, revision);
        } catch (PolicyException e) {
            pool.close();
            throw e;
        } catch (EvaluationException e) {
            pool.close();
            throw new PolicyException(List.of(e.diagnostic()));
        } catch (RuntimeException e) {
            pool.close();
            throw WasmFailures.unusable(name, "does not keep OPA's interface", e);
        }
    }

    private static String digest(byte[] module, byte[] data) {
        return Sha256.revision(Stream.of(module, data));
    }

    @Override
    public String revision() {
        return revision;
    }

    /** The paths that the module was built with. */
    public List<String> entrypoints() {
        return entrypoints.keySet().stream().sorted().toList();
    }

    @Override
    public PreparedPolicy prepare(String entrypoint) {
        List<String> path = Arrays.asList(entrypoint.split("/", -1));
        for (int length = path.size(); length > 0; length--) {
            Integer number = entrypoints.get(String.join("/", path.subList(0, length)));
            if (number != null) {
                List<RegoValue> inside = path.subList(length, path.size()).stream()
                        .<RegoValue>map(RegoString::of)
                        .toList();
                return new WasmPreparedPolicy(entrypoint, number, inside, program, pool, patterns);
            }
        }
        throw new PolicyException(List.of(Diagnostic.error(
                DiagnosticCode.COMPILE,
                null,
                "`" + entrypoint + "` is no entrypoint of the WebAssembly module, which has "
                        + String.join(
                                ", ",
                                entrypoints().stream().map(e -> "`" + e + "`").toList()),
                "build the bundle with `opa build -t wasm -e " + entrypoint + "`")));
    }

    /** Refuses: a module answers its entrypoints only. */
    @Override
    public PreparedQuery prepareQuery(Query query) {
        throw new PolicyException(List.of(Diagnostic.error(
                DiagnosticCode.UNSUPPORTED,
                null,
                "a WebAssembly module cannot answer queries",
                "prepare one of its entrypoints, or use an engine that reads Rego")));
    }

    /** How many instances wait for work, for tests of the bound. */
    int idleInstances() {
        return pool.idle();
    }

    @Override
    public void close() {
        pool.close();
    }
}
