package dev.writ.api.policyset;

import dev.writ.api.platform.Limits;
import dev.writ.api.platform.StartFailure;
import dev.writ.api.policyset.EnginePolicySet.Route;
import dev.writ.policy.EngineOptions;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.PolicyEngine;
import dev.writ.policy.PolicyException;
import dev.writ.policy.PreparedPolicy;
import dev.writ.policy.builtin.BuiltinEnvironment;
import dev.writ.policy.bundle.Bundle;
import dev.writ.policy.bundle.BundleException;
import dev.writ.policy.bundle.BundleFile;
import dev.writ.policy.bundle.BundleLoader;
import dev.writ.policy.bundle.BundleRevision;
import dev.writ.policy.runtime.EvaluationLimits;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Loads the bundles that the service decides by. Whatever is wrong with one keeps the service from starting. */
final class Bundles {
    private static final String SHIPPED = "/writ/policies/";
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final long STEPS = 20_000_000;

    private final BundleLoader loader = BundleLoader.standard();
    private final EvaluationOptions options;
    private final InstantSource clock;

    Bundles(Limits limits, InstantSource clock) {
        this.clock = clock;
        this.options = EvaluationOptions.standard()
                .withLimits(EvaluationLimits.standard()
                        .withTimeout(limits.evaluationTime())
                        .withSteps(STEPS));
    }

    /** The bundle of that name that comes with the service. */
    PolicySet shipped(String set) {
        String name = set + ".tar.gz";
        try (InputStream in = Bundles.class.getResourceAsStream(SHIPPED + name)) {
            if (in == null) {
                throw new StartFailure("the service was built without its bundle `" + name + "`; build it again");
            }
            return policySet(set, name, loader.load(name, in.readAllBytes()));
        } catch (IOException | BundleException e) {
            throw unusable(name, e);
        }
    }

    /** The bundle of an operator: a `.tar.gz` or a folder. */
    PolicySet at(String set, Path path) {
        if (Files.notExists(path)) {
            throw new StartFailure(
                    "the bundle `" + path + "` is not there; give the path of a folder or of a `.tar.gz`");
        }
        try {
            return policySet(set, path.toString(), named(loader.load(path), loader.files(path)));
        } catch (BundleException e) {
            throw unusable(path.toString(), e);
        }
    }

    /** A bundle goes by the digest of its content, whatever its manifest calls it. */
    private static Bundle named(Bundle bundle, List<BundleFile> files) {
        if (DIGEST.matcher(bundle.revision()).matches()) {
            return bundle;
        }
        String digest = BundleRevision.of(files, bundle.manifest().members());
        return new Bundle(bundle.name(), bundle.manifest(), digest, bundle.modules(), bundle.data());
    }

    private PolicySet policySet(String set, String name, Bundle bundle) {
        try {
            PolicyEngine engine = NativePolicyEngine.of(
                    bundle.modules(), bundle.data(), EngineOptions.standard().withRevision(bundle.revision()));
            Map<Route, PreparedPolicy> routes = new LinkedHashMap<>();
            for (RegoValue item : decisions(bundle, name)) {
                RegoObject decision = item instanceof RegoObject object ? object : RegoObject.EMPTY;
                var route = new Route(text(decision, "action", name), text(decision, "resource", name));
                PreparedPolicy prepared = engine.prepare(text(decision, "decision", name));
                if (routes.put(route, prepared) != null) {
                    throw manifest(
                            name, "names the action `" + route.action() + "` on `" + route.resourceType() + "` twice");
                }
            }
            return new EnginePolicySet(set, bundle.revision(), routes, this::fresh);
        } catch (PolicyException e) {
            throw unusable(name, e);
        }
    }

    /** A source of random numbers belongs to one evaluation; it is not for several threads. */
    private EvaluationOptions fresh() {
        return options.withEnvironment(BuiltinEnvironment.of(clock, new SplittableRandom()));
    }

    private static Iterable<RegoValue> decisions(Bundle bundle, String name) {
        if (bundle.manifest().metadata().get("writ") instanceof RegoObject writ
                && writ.get("decisions") instanceof RegoArray decisions
                && decisions.size() > 0) {
            return decisions;
        }
        throw manifest(name, "names no decisions");
    }

    private static String text(RegoObject decision, String member, String name) {
        @Nullable RegoValue value = decision.get(member);
        if (value instanceof RegoString text && !text.value().isEmpty()) {
            return text.value();
        }
        throw manifest(name, "has a decision without `" + member + "`");
    }

    private static StartFailure manifest(String name, String what) {
        return new StartFailure("the manifest of the bundle `" + name + "` " + what
                + "; list them under `metadata.writ.decisions`, each with `action`, `resource` and `decision`");
    }

    private static StartFailure unusable(String name, Exception e) {
        return new StartFailure("the bundle `" + name + "` cannot be used\n" + e.getMessage());
    }
}
