package dev.writ.cli.policy;

import dev.writ.cli.Failure;
import dev.writ.policy.Query;
import dev.writ.policy.bundle.PolicyFiles;
import dev.writ.policy.bundle.Verification;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.Undefined;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The options that say what is asked, of which policies, with which input. */
final class QuerySource {

    @Parameters(paramLabel = "QUERY", arity = "0..1", description = "The query; see --stdin.")
    private @Nullable String query;

    @Option(
            names = {"-d", "--data"},
            paramLabel = "PATH",
            description = "Policies and data: a file or directory, a.b:PATH for data.a.b; may be repeated.")
    private List<String> data = List.of();

    @Option(
            names = {"-b", "--bundle"},
            paramLabel = "PATH",
            description = "A bundle: a directory or archive; may be repeated.")
    private List<String> bundles = List.of();

    @Option(
            names = {"-i", "--input"},
            paramLabel = "FILE",
            description = "The input document, JSON or YAML.")
    private @Nullable String input;

    @Option(
            names = {"-I", "--stdin-input"},
            description = "Read the input document from standard input.")
    private boolean stdinInput;

    @Option(names = "--stdin", description = "Read the query from standard input.")
    private boolean stdinQuery;

    @Option(names = "--package", paramLabel = "PATH", defaultValue = "", description = "The package of the query.")
    private String packagePath = "";

    @Option(names = "--import", paramLabel = "PATH", description = "An import of the query; may be repeated.")
    private List<String> imports = List.of();

    /** The query. */
    Query query() {
        String given = query;
        if (given != null && stdinQuery) {
            throw new Failure("give the query as an argument or with `--stdin`, not both");
        }
        if (stdinQuery && stdinInput) {
            throw new Failure("`--stdin` and `--stdin-input` both read standard input; use `--input FILE`");
        }
        if (input != null && stdinInput) {
            throw new Failure("give the input with `--input` or with `--stdin-input`, not both");
        }
        if (given == null && !stdinQuery) {
            throw new Failure("no query given: write it as an argument, as in `writ eval data.example.allow`");
        }
        String text = given == null ? new String(standardInput(), StandardCharsets.UTF_8) : given;
        return new Query(text, packagePath, imports);
    }

    /** The policies. */
    PolicyFiles.Loaded load(PolicySources sources, SignatureOptions signatures) {
        return load(sources, signatures, nanos -> {});
    }

    /** The policies; {@code parsed} is told how many nanoseconds the parsing of each module takes. */
    PolicyFiles.Loaded load(PolicySources sources, SignatureOptions signatures, LongConsumer parsed) {
        return sources.load(data, bundles, signatures.verification(Verification.SKIPPED), parsed);
    }

    /** The input, or undefined where there is none. */
    Maybe inputDocument() {
        if (stdinInput) {
            try {
                return PolicyFiles.input("standard input", System.in);
            } catch (IOException e) {
                throw Failure.io("read standard input", e);
            }
        }
        String file = input;
        if (file == null) {
            return Undefined.UNDEFINED;
        }
        try {
            Path path = file.startsWith("file://") ? Path.of(URI.create(file)) : Path.of(file);
            try (InputStream in = Files.newInputStream(path)) {
                return PolicyFiles.input(file, in);
            }
        } catch (IOException e) {
            throw Failure.io("read the input `" + file + "`", e);
        } catch (IllegalArgumentException e) {
            throw new Failure("`" + file + "` is no path: " + e.getMessage());
        }
    }

    private static byte[] standardInput() {
        try {
            return System.in.readAllBytes();
        } catch (IOException e) {
            throw Failure.io("read standard input", e);
        }
    }
}
