package dev.writ.cli.policy;

import java.util.List;
import picocli.CommandLine.Option;

/** The options of partial evaluation. */
final class PartialOptions {

    @Option(
            names = {"-p", "--partial"},
            description = "Evaluate what is known, and print what is left: queries and support modules.")
    private boolean partial;

    @Option(
            names = {"-u", "--unknowns"},
            paramLabel = "PATH",
            description = "A document that is unknown, such as input.user or data.users; may be repeated (default:"
                    + " input).")
    private List<String> unknowns = List.of("input");

    @Option(
            names = "--disable-inlining",
            paramLabel = "PATH",
            description = "A document that is not put into what refers to it, such as data.example.allow; may be"
                    + " repeated.")
    private List<String> disableInlining = List.of();

    @Option(names = "--shallow-inlining", description = "Put no rule that depends on unknowns into what refers to it.")
    private boolean shallowInlining;

    @Option(
            names = "--nondeterminstic-builtins",
            description = "Call functions such as time.now_ns while evaluating partially, rather than keep the calls.")
    private boolean nondeterministic;

    boolean isWanted() {
        return partial;
    }

    /** How to evaluate. */
    dev.writ.policy.partial.PartialOptions options() {
        return dev.writ.policy.partial.PartialOptions.standard()
                .withUnknowns(unknowns)
                .withDisableInlining(disableInlining)
                .withShallowInlining(shallowInlining)
                .withNondeterministicBuiltins(nondeterministic);
    }
}
