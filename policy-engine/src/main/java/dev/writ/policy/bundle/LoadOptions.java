package dev.writ.policy.bundle;

import dev.writ.policy.ast.Module;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.Parsed;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.SourceText;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * How files are loaded.
 *
 * @param limits how much they may contain
 * @param parse how modules are read
 * @param ignore patterns of names of files and directories that are left out; not of a path that was given itself
 * @param modulesOnly whether data files are left out, too
 * @param verification how signatures of bundles are verified
 * @param parsed told how many nanoseconds the parsing of each module took
 */
public record LoadOptions(
        BundleLimits limits,
        ParseOptions parse,
        List<String> ignore,
        boolean modulesOnly,
        Verification verification,
        LongConsumer parsed) {

    /** Everything, Rego v1, signatures are not looked at. */
    public static final LoadOptions DEFAULT = new LoadOptions(
            BundleLimits.DEFAULT, ParseOptions.DEFAULT, List.of(), false, Verification.SKIPPED, nanos -> {});

    public LoadOptions {
        ignore = List.copyOf(ignore);
    }

    /** The same with other limits. */
    public LoadOptions withLimits(BundleLimits value) {
        return new LoadOptions(value, parse, ignore, modulesOnly, verification, parsed);
    }

    /** The same with modules read in another way. */
    public LoadOptions withParse(ParseOptions value) {
        return new LoadOptions(limits, value, ignore, modulesOnly, verification, parsed);
    }

    /** The same with names that are left out. */
    public LoadOptions withIgnore(List<String> value) {
        return new LoadOptions(limits, parse, value, modulesOnly, verification, parsed);
    }

    /** The same for modules alone. */
    public LoadOptions withModulesOnly(boolean value) {
        return new LoadOptions(limits, parse, ignore, value, verification, parsed);
    }

    /** The same with signatures verified in another way. */
    public LoadOptions withVerification(Verification value) {
        return new LoadOptions(limits, parse, ignore, modulesOnly, value, parsed);
    }

    /** The same where somebody is told how long modules take to parse. */
    public LoadOptions withParsed(LongConsumer value) {
        return new LoadOptions(limits, parse, ignore, modulesOnly, verification, value);
    }

    /** A module of some source, in a dialect. */
    Parsed<Module> module(SourceText source, ParseOptions dialect) {
        long start = System.nanoTime();
        Parsed<Module> module = RegoParser.module(source, dialect);
        parsed.accept(System.nanoTime() - start);
        return module;
    }

    /** Whether a file or directory of that name is left out. */
    boolean ignores(String name) {
        return ignore.stream().anyMatch(pattern -> GlobName.matches(pattern, name));
    }

    /** Whether a path in a bundle has a name that is left out. */
    boolean ignoresPath(String path) {
        return Arrays.stream(path.split("/", -1)).anyMatch(this::ignores);
    }
}
