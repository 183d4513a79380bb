package dev.writ.cli.policy;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.builtin.NameResolver;
import dev.writ.policy.builtin.http.JavaHttpTransport;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options that say what policies may ask the network for: nothing, unless somebody names it. */
final class NetworkOptions {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    @Option(
            names = "--allow-net",
            paramLabel = "HOST",
            split = ",",
            description = "A host that policies may look up and send requests to; may be repeated (default: none).")
    private List<String> hosts = List.of();

    /** The options of an evaluation, with the hosts that were named here, or else in a capabilities file. */
    EvaluationOptions apply(EvaluationOptions options, EngineOptions engine) {
        Set<String> allowed = hosts.isEmpty() ? engine.hosts().orElse(Set.of()) : Set.copyOf(hosts);
        if (allowed.isEmpty()) {
            return options;
        }
        return options.withEnvironment(options.environment()
                .withNames(NameResolver.system(allowed, PATIENCE))
                .withHttp(JavaHttpTransport.to(allowed)));
    }
}
