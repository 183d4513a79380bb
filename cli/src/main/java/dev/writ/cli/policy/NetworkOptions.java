package dev.writ.cli.policy;

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

    /** The options of an evaluation, with the hosts that were named. */
    EvaluationOptions apply(EvaluationOptions options) {
        if (hosts.isEmpty()) {
            return options;
        }
        Set<String> allowed = Set.copyOf(hosts);
        return options.withEnvironment(options.environment()
                .withNames(NameResolver.system(allowed, PATIENCE))
                .withHttp(JavaHttpTransport.to(allowed)));
    }
}
