package dev.writ.policy.fuzz;

import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.SourceFile;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule of a program, by a line of it, and the program where one value stands for all rules of that name: what a program
 * comes to where that rule cannot end in an error.
 *
 * @param module the index of its module
 * @param name its name
 * @param path its path, with {@code data}
 * @param arity how many parameters it has; 0 for a rule
 */
record RuleStub(FuzzProgram program, int module, String name, String path, int arity) {

    /** The rule that has this place, such as {@code test-0.rego:3}; null where there is none. */
    static @Nullable RuleStub at(FuzzProgram program, String place) {
        if (!place.startsWith("test-")) {
            return null;
        }
        int index = place.charAt("test-".length()) - '0';
        int line = Integer.parseInt(place.substring(place.indexOf(':') + 1));
        Module module = parsed(program, index);
        for (Rule rule : module.rules()) {
            if (rule.span().line() <= line && line <= rule.span().endLine()) {
                List<Term> parameters = rule.head().args();
                String name = rule.head().name();
                String path = "data." + String.join(".", module.packageDecl().names()) + "." + name;
                return new RuleStub(program, index, name, path, parameters == null ? 0 : parameters.size());
            }
        }
        return null;
    }

    private static Module parsed(FuzzProgram program, int index) {
        SourceFile file =
                new SourceFile("test-" + index + ".rego", program.texts().get(index));
        return RegoParser.module(file, ParseOptions.DEFAULT.withVersion(program.version()))
                .get();
    }

    /** The program with {@code value}, as JSON, for the rule. Nothing is known of its type. */
    FuzzProgram with(String value) {
        BitSet removed = new BitSet();
        for (Rule rule : parsed(program, module).rules()) {
            if (rule.head().name().equals(name)) {
                removed.set(rule.span().line() - 1, rule.span().endLine());
            }
        }
        List<String> lines = program.modules().get(module);
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (!removed.get(i)) {
                kept.add(lines.get(i));
            }
        }
        String parameters = arity == 0 ? "" : "(" + "_, ".repeat(arity - 1) + "_)";
        kept.add(name + parameters + " := json.unmarshal(`" + value + "`)");
        List<List<String>> modules = new ArrayList<>(program.modules());
        modules.set(module, kept);
        return program.withModules(modules);
    }
}
