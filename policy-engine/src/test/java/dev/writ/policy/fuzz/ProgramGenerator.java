package dev.writ.policy.fuzz;

import dev.writ.policy.ast.RegoVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random programs: two modules with rules of all forms, documents, and queries. The same seed gives the same program. */
final class ProgramGenerator {

    private static final List<String> PACKAGES = List.of("gen0", "gen1");

    private final Random random;
    private final RegoVersion version;
    private final List<Rule> rules = new ArrayList<>();
    private final List<String> queries = new ArrayList<>();
    private final Terms terms;
    private final RuleForms forms;

    private ProgramGenerator(Random random, RegoVersion version) {
        this.random = random;
        this.version = version;
        this.terms = new Terms(random, rules, version);
        this.forms = new RuleForms(random, terms, this::declare);
    }

    /** One program of five is of version 0. */
    static FuzzProgram generate(long seed) {
        return generate(seed, Math.floorMod(seed, 5) == 4 ? RegoVersion.V0 : RegoVersion.V1);
    }

    static FuzzProgram generate(long seed, RegoVersion version) {
        // Neighbouring seeds must not give neighbouring numbers.
        return new ProgramGenerator(new Random(seed * 0x9E3779B97F4A7C15L), version).program();
    }

    private FuzzProgram program() {
        List<List<String>> modules = new ArrayList<>();
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            modules.add(module(i));
        }
        FuzzDocuments documents = new FuzzDocuments(random);
        String data = "{\"base\":" + documents.document()
                + (random.nextInt(4) == 0 ? ",\"gen0\":{\"extra\":" + documents.any(2) + ",\"sub\":{\"w\":1}}" : "")
                + "}";
        String input = random.nextInt(20) == 0 ? "" : documents.document();
        return new FuzzProgram(modules, data, input, ask(), random.nextInt(4) == 0, version);
    }

    private List<String> module(int index) {
        List<String> lines = new ArrayList<>();
        lines.add("package " + PACKAGES.get(index));
        Dialect dialect = version == RegoVersion.V0 ? Dialect.ofVersion0(random) : Dialect.VERSION_1;
        lines.addAll(dialect.imports());
        boolean logical = random.nextInt(3) == 0;
        if (logical) {
            lines.addAll(
                    List.of("import future.keywords.and", "import future.keywords.or", "import future.keywords.not"));
        }
        terms.inModule(index);
        terms.statements().setLogical(logical);
        int count = 2 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            lines.addAll(dialect.write(forms.rule(index == 0 ? "r" + i : "q" + i)));
        }
        return lines;
    }

    private void declare(String local, Kind kind, List<Kind> parameters) {
        String path = PACKAGES.get(terms.module()) + "." + local;
        rules.add(new Rule(terms.module(), path, local, kind, parameters));
        if (parameters.isEmpty()) {
            queries.add("data." + path);
        } else {
            List<String> arguments = new ArrayList<>();
            for (Kind parameter : parameters) {
                arguments.add(terms.literal(parameter));
            }
            queries.add("data." + path + "(" + String.join(", ", arguments) + ")");
        }
    }

    private List<String> ask() {
        List<String> asked = new ArrayList<>(queries);
        terms.inModule(-1);
        terms.statements().setLogical(false);
        asked.add(random.nextBoolean() ? "data" : "data.gen0[x]");
        Names names = new Names();
        asked.add(String.join("; ", terms.statements().body(names, 2, 0)));
        if (!queries.isEmpty()) {
            String one = queries.get(random.nextInt(queries.size()));
            asked.add(one.endsWith(")") ? one : one + "[y]");
            asked.add("x = " + one + terms.statements().modifier(new Names(), 1));
        }
        return asked;
    }
}
