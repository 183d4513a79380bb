package dev.writ.policy.opaplan;

import dev.writ.policy.PolicyEngine;
import dev.writ.policy.PolicyException;
import dev.writ.policy.PreparedPolicy;
import dev.writ.policy.PreparedQuery;
import dev.writ.policy.Query;
import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.PatternCache;
import dev.writ.policy.bundle.Bundle;
import dev.writ.policy.bundle.BundleException;
import dev.writ.policy.bundle.BundleFile;
import dev.writ.policy.bundle.BundleLoader;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Sha256;
import dev.writ.policy.value.JsonException;
import dev.writ.policy.value.JsonLimits;
import dev.writ.policy.value.JsonReader;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The engine for bundles that {@code opa build -t plan} built.
 *
 * <p>Only the entrypoints that the bundle was built with, and documents inside of theirs, can be prepared; queries are
 * refused. Limits, strict built-in errors and effects are those of the native engine; the sources are not at hand, so the
 * place of an error is part of its message.
 */
public final class PlanPolicyEngine implements PolicyEngine {

    private static final int PATTERNS = 2_000;

    private final OpaPlan plan;
    private final Map<String, Builtin> builtins;
    private final RegoObject data;
    private final String revision;
    private final PatternCache patterns = new PatternCache(PATTERNS);

    private PlanPolicyEngine(OpaPlan plan, Map<String, Builtin> builtins, RegoObject data, String revision) {
        this.plan = plan;
        this.builtins = builtins;
        this.data = data;
        this.revision = revision;
    }

    /**
     * An engine for a bundle: a directory or an archive.
     *
     * @throws BundleException if the bundle cannot be read
     * @throws PolicyException if it holds no plan, or one that this engine cannot run
     */
    public static PlanPolicyEngine load(Path bundle, PlanOptions options) {
        return of(bundle.toString(), BundleLoader.standard().files(bundle), options);
    }

    /**
     * An engine for the files of a bundle.
     *
     * @param name what messages call the bundle
     * @throws BundleException if its data or manifest cannot be read
     * @throws PolicyException if it holds no plan, or one that this engine cannot run
     */
    public static PlanPolicyEngine of(String name, List<BundleFile> files, PlanOptions options) {
        BundleFile plan = files.stream()
                .filter(file -> file.path().equals(BundleFile.PLAN))
                .findFirst()
                .orElseThrow(() -> unusable(name, "holds no `" + BundleFile.PLAN + "`"));
        // The sources were planned by OPA; what is left of them does not matter here.
        Bundle bundle = BundleLoader.standard()
                .load(
                        name,
                        "",
                        files.stream()
                                .filter(file -> !file.path().endsWith(".rego"))
                                .toList());
        String claimed = bundle.manifest().revision();
        PlanOptions named =
                claimed.isEmpty() || options.revision().isPresent() ? options : options.withRevision(claimed);
        return create(name, plan.content(), bundle.data(), named);
    }

    /**
     * An engine for a plan.
     *
     * @param name what messages call it
     * @param json the plan
     * @param data the base documents
     * @throws PolicyException if it is no plan, or this engine cannot run it
     */
    public static PlanPolicyEngine create(String name, byte[] json, RegoObject data, PlanOptions options) {
        try {
            OpaPlan plan = PlanReader.read(JsonReader.read(json, JsonLimits.DEFAULT));
            return new PlanPolicyEngine(
                    plan,
                    builtins(name, plan, options),
                    data,
                    options.revision().orElseGet(() -> digest(json, data)));
        } catch (JsonException | PlanException e) {
            throw unusable(name, "holds a plan that cannot be read: " + e.getMessage());
        } catch (StackOverflowError tooDeep) {
            throw unusable(name, "holds a plan that nests too deeply");
        }
    }

    private static Map<String, Builtin> builtins(String name, OpaPlan plan, PlanOptions options) {
        Map<String, Builtin> builtins = new HashMap<>();
        List<String> missing = new ArrayList<>();
        for (String builtin : plan.builtins()) {
            options.builtins()
                    .implementation(builtin)
                    .ifPresentOrElse(found -> builtins.put(builtin, found), () -> missing.add("`" + builtin + "`"));
        }
        if (!missing.isEmpty()) {
            throw unusable(name, "calls functions that this engine lacks: " + String.join(", ", missing));
        }
        return builtins;
    }

    private static PolicyException unusable(String name, String why) {
        return new PolicyException(List.of(Diagnostic.error(
                DiagnosticCode.LOAD,
                null,
                "`" + name + "` " + why,
                "build the bundle with `opa build -t plan -e package/rule` of OPA 1.x")));
    }

    private static String digest(byte[] plan, RegoObject data) {
        return Sha256.revision(Stream.of(plan, JsonWriter.compact(data).getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String revision() {
        return revision;
    }

    /** The paths that the plan was made for. */
    public List<String> entrypoints() {
        return plan.entrypoints().keySet().stream().sorted().toList();
    }

    @Override
    public PreparedPolicy prepare(String entrypoint) {
        List<String> path = Arrays.asList(entrypoint.split("/", -1));
        for (int length = path.size(); length > 0; length--) {
            OpaPlan.Code code = plan.entrypoints().get(String.join("/", path.subList(0, length)));
            if (code != null) {
                List<RegoValue> inside = path.subList(length, path.size()).stream()
                        .<RegoValue>map(RegoString::of)
                        .toList();
                return new PlanPreparedPolicy(entrypoint, code, inside, plan, builtins, data, patterns);
            }
        }
        throw new PolicyException(List.of(Diagnostic.error(
                DiagnosticCode.COMPILE,
                null,
                "`" + entrypoint + "` is no entrypoint of the plan, which has "
                        + String.join(
                                ", ",
                                entrypoints().stream().map(e -> "`" + e + "`").toList()),
                "build the bundle with `opa build -t plan -e " + entrypoint + "`")));
    }

    /** Refuses: a plan answers its entrypoints only. */
    @Override
    public PreparedQuery prepareQuery(Query query) {
        throw new PolicyException(List.of(Diagnostic.error(
                DiagnosticCode.UNSUPPORTED,
                null,
                "a plan cannot answer queries",
                "prepare one of its entrypoints, or use an engine that reads Rego")));
    }

    @Override
    public void close() {
        // nothing is held that the collector does not release
    }
}
