package dev.writ.policy.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Writes small modules, about half of which are wrong: variables without a value, cycles, redeclarations.
 *
 * <p>Left out is where OPA 1.22.2 goes astray: a comprehension next to a variable without a value in one comparison or
 * call, which it accepts or refuses for the wrong reason, and comprehensions after {@code some ... in}, whose variables
 * it takes for those of the body.
 */
final class ProgramGenerator {
    private static final List<String> VARS = List.of("x", "y", "z", "w");
    private static final List<String> RULES = List.of("p", "q", "r", "s");

    private final Random random;

    ProgramGenerator(Random random) {
        this.random = random;
    }

    String module() {
        List<String> lines = new ArrayList<>(List.of("package t", "import data.lib", "f(a) := a", "g(a, b) := [a, b]"));
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            lines.add(rule(RULES.get(i)));
        }
        return String.join("\n", lines) + "\n";
    }

    private <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private String rule(String name) {
        String head = switch (random.nextInt(8)) {
            case 0 -> name + " contains " + one(VARS);
            case 1 -> name + "[" + one(VARS) + "] := input.v";
            case 2 -> name + " := " + one(VARS);
            case 3 -> name + " := [" + one(VARS) + ", input.v]";
            default -> name;
        };
        return head + " if {\n" + body(1, 2 + random.nextInt(4)) + "}";
    }

    private String body(int depth, int count) {
        StringBuilder out = new StringBuilder();
        if (depth == 1) {
            out.append("\tx := input.x\n");
            out.append(random.nextBoolean() ? "\ty = input.y\n" : "");
        }
        for (int i = 0; i < count; i++) {
            out.append("\t".repeat(depth)).append(literal(depth)).append('\n');
        }
        return out.toString();
    }

    private String literal(int depth) {
        return switch (random.nextInt(depth > 2 ? 11 : 15)) {
            case 0 -> one(VARS) + " := " + term(depth);
            case 1, 2 -> one(VARS) + " = " + term(depth);
            case 3 -> term(3) + " == " + term(3);
            case 4 -> "not " + term(depth);
            case 5 -> "input.o[" + one(VARS) + "] = " + one(VARS);
            case 6 -> "some " + one(VARS) + " in " + term(3);
            case 7 -> "[" + one(VARS) + ", " + one(VARS) + "] = " + term(depth);
            case 8 -> term(3) + " != " + one(VARS);
            case 9 -> "input.a with input.a as " + term(depth);
            case 10 -> "f(" + term(3) + ", " + one(VARS) + ")";
            case 11 ->
                "every e in " + term(depth) + " {\n" + body(depth + 1, 1) + "\t".repeat(depth + 1) + "e != 1\n"
                        + "\t".repeat(depth) + "}";
            case 12 -> one(RULES);
            case 13 -> "lib[" + one(VARS) + "]." + one(RULES);
            default -> "walk(input.tree, [" + one(VARS) + ", _])";
        };
    }

    private String term(int depth) {
        return switch (random.nextInt(depth > 2 ? 7 : 10)) {
            case 0 -> one(VARS);
            case 1, 2 -> "input." + one(VARS);
            case 3 -> "f(" + one(VARS) + ")";
            case 4 -> "input.list[" + one(VARS) + "]";
            case 5 -> "g(" + one(VARS) + ", input.b)";
            case 6 -> "lib.names[_]";
            case 7 -> "[c | c = input.list[_]; c != " + one(VARS) + "]";
            case 8 -> "{\"k\": " + term(3) + "}";
            default -> "{c | some c in input.set; d = " + one(VARS) + "; d == c}";
        };
    }
}
