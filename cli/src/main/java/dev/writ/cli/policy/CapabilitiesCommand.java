package dev.writ.cli.policy;

import dev.writ.cli.ExitCode;
import dev.writ.cli.Failure;
import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.builtin.std.StandardBuiltins;
import dev.writ.policy.value.JsonWriter;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Prints which functions and language features there are. */
@Command(
        name = "capabilities",
        description = {
            "Print the functions that policies may call and the features of the language, as JSON.",
            "Without an option, print the version of OPA that they are those of: only "
                    + CapabilitiesCommand.OPA_VERSION + " is there.",
            "Those of another version come from `opa capabilities --version VERSION`, whose output --file and the",
            "--capabilities of other verbs take. Functions have no descriptions here."
        },
        footerHeading = "%nExample:%n",
        footer = "  writ capabilities --current > capabilities.json")
public final class CapabilitiesCommand implements Callable<Integer> {

    /** The version of OPA whose functions and language these are. */
    static final String OPA_VERSION = "v1.22.2";

    /** What is said of a function that a bundle needs, in OPA's order. */
    private static final List<String> MEMBERS =
            List.of("name", "decl", "infix", "relation", "deprecated", "nondeterministic");

    @Option(names = "--current", description = "Print the capabilities.")
    private boolean current;

    @Option(names = "--file", paramLabel = "FILE", description = "Print the capabilities of a file.")
    private @Nullable Path file;

    @Option(
            names = "--version",
            paramLabel = "VERSION",
            description = "Print the capabilities of a version of OPA: only " + OPA_VERSION + ".")
    private @Nullable String version;

    @Option(names = "--v0-compatible", description = "Print the capabilities for Rego v0.")
    private boolean v0;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        Path given = file;
        String wanted = version;
        if (wanted != null && !wanted.equals(OPA_VERSION)) {
            throw new Failure("only the capabilities of " + OPA_VERSION + " are part of writ: for those of `" + wanted
                    + "` run `opa capabilities --version " + wanted + "`");
        }
        if (given != null) {
            out.println(JsonWriter.pretty(CapabilitiesFile.read(given).document()));
        } else if (current || wanted != null) {
            out.println(JsonWriter.pretty(document(v0)));
        } else {
            out.println(OPA_VERSION);
        }
        out.flush();
        return ExitCode.OK;
    }

    /** The capabilities, for one of the dialects. */
    static RegoObject document(boolean v0) {
        List<RegoValue> functions = StandardBuiltins.registry().signatures().stream()
                .sorted(Comparator.comparing(BuiltinSignature::name))
                .<RegoValue>map(signature -> function(signature, FunctionNames.of(signature.name())))
                .toList();
        RegoObject.Builder document = RegoObject.builder();
        document.put("builtins", RegoArray.of(functions));
        document.put(
                "future_keywords",
                texts(v0 ? List.of("and", "contains", "every", "if", "in", "not", "or") : List.of("and", "not", "or")));
        document.put(
                "features",
                texts(
                        v0
                                ? List.of(
                                        "keywords_in_refs",
                                        "rego_v1",
                                        "rego_v1_import",
                                        "rego_v2",
                                        "rego_v2_import",
                                        "rule_head_ref_string_prefixes",
                                        "rule_head_refs")
                                : List.of(
                                        "keywords_in_refs",
                                        "rego_v1",
                                        "rego_v2",
                                        "rego_v2_import",
                                        "template_strings")));
        return document.build();
    }

    private static RegoArray texts(List<String> texts) {
        return RegoArray.of(texts.stream().map(RegoString::of).toList());
    }

    private static RegoObject function(BuiltinSignature signature, FunctionNames names) {
        RegoObject.Builder function = RegoObject.builder();
        function.put("name", RegoString.of(signature.name()));
        function.put("decl", TypeJson.function(signature, names));
        if (!names.groups().isEmpty()) {
            function.put("categories", texts(names.groups()));
        }
        String infix = signature.infix();
        if (infix != null) {
            function.put("infix", RegoString.of(infix));
        }
        flag(function, "relation", signature.relation());
        flag(function, "deprecated", signature.deprecated());
        flag(function, "nondeterministic", signature.nondeterministic());
        return function.build();
    }

    /** A function without the names of its operands, as in the capabilities that a bundle needs. */
    static OrderedJson minimal(BuiltinSignature signature) {
        RegoObject function = function(signature, FunctionNames.NONE);
        OrderedJson ordered = new OrderedJson();
        for (String name : MEMBERS) {
            RegoValue value = function.get(name);
            if (value != null) {
                ordered.put(name, value);
            }
        }
        return ordered;
    }

    private static void flag(RegoObject.Builder function, String name, boolean set) {
        if (set) {
            function.put(name, RegoBoolean.TRUE);
        }
    }
}
