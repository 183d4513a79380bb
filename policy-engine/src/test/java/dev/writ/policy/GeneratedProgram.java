package dev.writ.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A small program of random rules that a checker accepts: a complete rule, sets, an object, a function, with bodies of
 * iteration, negation, {@code every}, comprehensions, patterns and {@code with}. Rules only use rules before them.
 */
final class GeneratedProgram {

    static final String INPUT = """
            {"n": 2, "xs": [1, 2, 3], "o": {"a": 1, "b": 2, "c": 3}, "s": "a", "m": [[0, 1], [2, 3]], "e": []}
            """;

    private final Random random;
    private final List<String> numbers = new ArrayList<>();
    private final List<String> sets = new ArrayList<>();
    private final List<String> tests = new ArrayList<>();
    private int variables;

    private GeneratedProgram(Random random) {
        this.random = random;
    }

    /** The text of a module of the package {@code gen.p<number>}. */
    static String generate(Random random, int number) {
        return "package gen.p" + number + "\n\n" + new GeneratedProgram(random).rules();
    }

    private String rules() {
        StringBuilder text = new StringBuilder();
        text.append("f(x) := x + 1 if x < ").append(random.nextInt(4)).append("\n\n");
        text.append("f(x) := x * 2 if x >= 4\n\n");
        text.append("g(").append(random.nextInt(3)).append(") := 7\n\ng([a, b]) := a - b\n\n");
        int rules = 3 + random.nextInt(4);
        for (int i = 0; i < rules; i++) {
            rule(i, text);
        }
        return text.toString();
    }

    private void rule(int i, StringBuilder text) {
        List<String> scope = new ArrayList<>();
        switch (random.nextInt(5)) {
            case 0 -> {
                String body = body(scope, 2);
                text.append("s%d contains %s if {\n%s}\n\n".formatted(i, number(scope), body));
                sets.add("s" + i);
            }
            case 1 -> {
                text.append("t%d if {\n%s}\n\n".formatted(i, body(scope, 3)));
                tests.add("t" + i);
            }
            case 2 -> {
                text.append("default n%d := %d\n\nn%d := %s if {\n%s}\n\n"
                        .formatted(i, random.nextInt(5), i, random.nextInt(9), body(scope, 2)));
                numbers.add("n" + i);
            }
            case 3 -> {
                String key = fresh();
                String head = "\tsome " + key + " in " + collection(scope) + "\n";
                scope.add(key);
                String body = head + body(scope, 1);
                text.append("o%d[%s] contains %s if {\n%s}\n\n".formatted(i, key, number(scope), body));
            }
            default -> {
                text.append("c%d := {%s | %s}\n\n".formatted(i, "v", "some v in " + collection(scope)));
                sets.add("c" + i);
            }
        }
    }

    private String body(List<String> scope, int statements) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i <= statements; i++) {
            text.append('\t').append(statement(scope)).append('\n');
        }
        return text.append(scope.isEmpty() ? "" : "\tcount(" + scope + ") > 0\n")
                .toString();
    }

    private String statement(List<String> scope) {
        String variable = fresh();
        return switch (random.nextInt(9)) {
            case 0, 1 -> {
                String statement = "some " + variable + " in " + collection(scope);
                scope.add(variable);
                yield statement;
            }
            case 2 -> {
                String statement = variable + " := " + number(scope);
                scope.add(variable);
                yield statement;
            }
            case 3 -> {
                String other = fresh();
                String statement = "[" + variable + ", " + other + "] = input.m[_]";
                scope.add(variable);
                scope.add(other);
                yield statement;
            }
            case 4 -> "not " + test(scope).replace("_", "\"a\"");
            case 5 -> {
                List<String> inner = new ArrayList<>(scope);
                inner.add(variable);
                yield "every " + variable + " in " + collection(scope) + " { " + test(scope) + "; " + variable + " "
                        + comparison() + " " + number(inner) + " }";
            }
            case 6 -> {
                List<String> inner = new ArrayList<>(scope);
                inner.add(variable);
                yield "count({" + variable + " | some " + variable + " in " + collection(scope) + "; " + test(inner)
                        + "}) " + comparison() + " " + random.nextInt(4);
            }
            case 7 -> test(scope) + " with input.n as " + random.nextInt(5);
            default -> test(scope);
        };
    }

    private String test(List<String> scope) {
        return switch (random.nextInt(6)) {
            case 0 -> "f(" + number(scope) + ") " + comparison() + " " + number(scope);
            case 1 -> "g([" + number(scope) + ", 1]) == " + number(scope);
            case 2 -> number(scope) + " in " + collection(scope);
            case 3 -> tests.isEmpty() ? "input.s == \"a\"" : pick(tests);
            case 4 -> "input.o[" + (random.nextBoolean() ? "_" : "\"b\"") + "] == " + number(scope);
            default -> number(scope) + " " + comparison() + " " + number(scope);
        };
    }

    private String number(List<String> scope) {
        return switch (random.nextInt(6)) {
            case 0 -> "input.n";
            case 1 -> numbers.isEmpty() ? "3" : pick(numbers);
            case 2 -> "count(" + collection(scope) + ")";
            case 3, 4 -> scope.isEmpty() ? "1" : pick(scope);
            default -> String.valueOf(random.nextInt(5));
        };
    }

    private String collection(List<String> scope) {
        return switch (random.nextInt(6)) {
            case 0 -> "input.xs";
            case 1 -> "input.o";
            case 2 -> "[1, " + (scope.isEmpty() ? "4" : pick(scope)) + "]";
            case 3 -> sets.isEmpty() ? "{2, 3}" : pick(sets);
            case 4 -> "input.e";
            default -> "{0, 1, 2}";
        };
    }

    private String comparison() {
        return pick(List.of("==", "!=", "<", "<=", ">", ">="));
    }

    private String pick(List<String> from) {
        return from.get(random.nextInt(from.size()));
    }

    private String fresh() {
        return "v" + variables++;
    }
}
