package dev.writ.policy.testrun;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.PolicyException;
import dev.writ.policy.ast.Module;
import dev.writ.policy.bundle.BuiltBundle;
import dev.writ.policy.bundle.Bundle;
import dev.writ.policy.bundle.BundleException;
import dev.writ.policy.bundle.BundleFile;
import dev.writ.policy.bundle.BundleLimits;
import dev.writ.policy.bundle.BundleLoader;
import dev.writ.policy.bundle.BundleWriter;
import dev.writ.policy.bundle.PolicyFiles;
import dev.writ.policy.check.CheckOptions;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.value.RegoObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Checks the modules of a bundle strictly, runs their tests, and packs the bundle if all of them pass. */
public final class BundleBuild {

    private static final Duration TEST_TIMEOUT = Duration.ofSeconds(10);

    private BundleBuild() {}

    /** What building came to: a report of the tests, and the bundle if they passed. */
    public sealed interface Outcome {
        TestReport report();

        /** The bundle is there. */
        record Built(TestReport report, BuiltBundle bundle) implements Outcome {}

        /** A test failed, or there is none. */
        record Refused(TestReport report) implements Outcome {}
    }

    /**
     * Builds.
     *
     * @param sources the directory of the bundle
     * @param tests a directory of test modules, which are no part of the bundle
     * @throws BundleException if something cannot be read
     * @throws PolicyException if the modules have errors
     */
    public static Outcome build(Path sources, Path tests) {
        BundleLoader loader = BundleLoader.standard();
        List<BundleFile> files = loader.files(sources);
        Bundle bundle = loader.load(sources.toString(), sources + "/", files);
        PolicyFiles.Loaded loaded =
                PolicyFiles.load(List.of(tests.toString()), List.of(), BundleLimits.DEFAULT, ParseOptions.DEFAULT);
        if (loaded.data().size() > 0) {
            throw new IllegalArgumentException("`" + tests + "` has data, put it into the test modules");
        }
        List<Module> all = new ArrayList<>(bundle.modules());
        all.addAll(loaded.modules());
        TestReport report = run(all, bundle.data());
        if (!report.isSuccess() || report.results().isEmpty()) {
            return new Outcome.Refused(report);
        }
        // Without the tests, so that no module of the bundle needs one of them.
        run(bundle.modules(), bundle.data());
        return new Outcome.Built(report, BundleWriter.write(files));
    }

    private static TestReport run(List<Module> modules, RegoObject data) {
        EngineOptions strict = EngineOptions.standard().withCheck(CheckOptions.STRICT);
        return TestRunner.all(TEST_TIMEOUT).run(modules, data, strict);
    }
}
