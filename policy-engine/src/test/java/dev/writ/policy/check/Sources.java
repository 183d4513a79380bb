package dev.writ.policy.check;

import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Module;
import dev.writ.policy.builtin.std.StandardBuiltins;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.Parsed;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** Checks texts. Modules are called {@code a.rego}, {@code b.rego} and so on. */
final class Sources {
    static final Checker CHECKER = Checker.create(StandardBuiltins.registry(), CheckOptions.DEFAULT);
    static final Checker STRICT = Checker.create(StandardBuiltins.registry(), CheckOptions.STRICT);

    private Sources() {}

    static List<Module> parse(String... texts) {
        List<Module> modules = new ArrayList<>();
        for (String text : texts) {
            String name = (char) ('a' + modules.size()) + ".rego";
            Parsed<Module> parsed = RegoParser.module(new SourceFile(name, text));
            if (!parsed.isValid()) {
                throw new IllegalArgumentException("not Rego: " + parsed.diagnostics() + "\n" + text);
            }
            modules.add(parsed.get());
        }
        return modules;
    }

    static Checked<CheckedProgram> check(String... texts) {
        return CHECKER.check(parse(texts), BaseDocuments.NONE);
    }

    /** A module of package {@code t} with the rules {@code rules}, from line 2 on. */
    static Checked<CheckedProgram> rules(String rules) {
        return check("package t\n" + rules);
    }

    static Body parseQuery(String text) {
        return RegoParser.query(new SourceFile("query", text), List.of(), ParseOptions.DEFAULT)
                .get();
    }

    static Checked<CheckedQuery> query(CheckedProgram program, String text) {
        return CHECKER.check(program, parseQuery(text), List.of(), List.of());
    }

    static String lines(List<Diagnostic> diagnostics) {
        return String.join("\n", diagnostics.stream().map(Diagnostic::toString).toList());
    }
}
