package dev.writ.policy;

import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.builtin.BuiltinRegistry;
import dev.writ.policy.builtin.Capabilities;
import dev.writ.policy.builtin.std.StandardBuiltins;
import dev.writ.policy.check.CheckOptions;
import dev.writ.policy.parse.LanguageFeatures;
import dev.writ.policy.parse.ParseOptions;
import java.util.Optional;
import java.util.Set;

/**
 * How a native engine is made.
 *
 * @param parse how sources are read
 * @param check how strict they are checked
 * @param builtins the functions that policies may call
 * @param revision what the engine says it is; absent where the digest of sources and data shall say it
 * @param hosts the only hosts that evaluations may reach, whatever else their environment could; absent where that alone
 *     decides
 */
public record EngineOptions(
        ParseOptions parse,
        CheckOptions check,
        BuiltinRegistry builtins,
        Optional<String> revision,
        Optional<Set<String>> hosts) {

    /** Rego v1, not strict, all built-ins there are, the revision is a digest. */
    public static EngineOptions standard() {
        return new EngineOptions(
                ParseOptions.DEFAULT,
                CheckOptions.DEFAULT,
                StandardBuiltins.registry(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same for another dialect. */
    public EngineOptions withVersion(RegoVersion value) {
        return new EngineOptions(parse.withVersion(value), check, builtins, revision, hosts);
    }

    /** The same with other checks. */
    public EngineOptions withCheck(CheckOptions value) {
        return new EngineOptions(parse, value, builtins, revision, hosts);
    }

    /** The same with other built-ins. */
    public EngineOptions withBuiltins(BuiltinRegistry value) {
        return new EngineOptions(parse, check, value, revision, hosts);
    }

    /**
     * The same with no more than {@code capabilities} allow. Hosts that they name are no permission by themselves: the
     * environment of the evaluation must be able to reach them, too.
     */
    public EngineOptions withCapabilities(Capabilities capabilities) {
        LanguageFeatures features = LanguageFeatures.of(capabilities.futureKeywords(), capabilities.features());
        Optional<Set<String>> named =
                Optional.ofNullable(capabilities.allowNet()).map(Set::copyOf);
        return new EngineOptions(
                parse.withFeatures(features), check, capabilities.restrict(builtins), revision, named.or(() -> hosts));
    }

    /** The same with a name for what the engine is. */
    public EngineOptions withRevision(String value) {
        return new EngineOptions(parse, check, builtins, Optional.of(value), hosts);
    }
}
