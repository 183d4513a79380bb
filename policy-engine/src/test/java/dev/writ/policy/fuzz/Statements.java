package dev.writ.policy.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random statements of bodies, one line each. */
final class Statements {

    private final Random random;
    private final Terms terms;
    private boolean logical;

    Statements(Random random, Terms terms) {
        this.random = random;
        this.terms = terms;
    }

    /** Whether the module imports the keywords {@code and}, {@code or} and {@code not}. */
    void setLogical(boolean value) {
        logical = value;
    }

    /** Statements; the variables that they give values to are added to the names. */
    List<String> body(Names names, int count, int depth) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            lines.add(logical ? braced(written(statement(names, depth))) : written(statement(names, depth)));
        }
        if (lines.size() > 1 && random.nextInt(12) == 0) {
            // Another order: the compiler has to find one that works.
            lines.add(lines.removeFirst());
        }
        useAll(names, lines);
        return lines;
    }

    /** Variables that are declared and that nobody uses are errors, which would be most of what is generated. */
    private void useAll(Names names, List<String> lines) {
        for (String variable : names.takeDeclared()) {
            boolean unused = String.join(" ", lines).split("\\b" + variable + "\\b", -1).length <= 2;
            if (unused && random.nextInt(60) > 0) {
                lines.add("[" + variable + "] != 0");
            }
        }
    }

    /**
     * The statement as a line. A line that starts with a minus goes on where the line before ended; and OPA takes a body that
     * is only {@code true}, with modifiers or {@code not}, for an empty one where the head has references.
     */
    private static String written(String statement) {
        if (statement.startsWith("-")) {
            return "(" + statement + ")";
        }
        boolean constant = statement.matches("not \\(*true\\b.*|true .*");
        return constant ? statement.replaceFirst("true", "input.b") : statement;
    }

    /**
     * With {@code and} and {@code or}, OPA takes a statement that starts with a set comprehension whose body starts with braces
     * for a body, and refuses it.
     */
    private static String braced(String statement) {
        String prefix = statement.startsWith("not ") ? "not " : "";
        String rest = statement.substring(prefix.length());
        if (!rest.startsWith("{") || !rest.contains(" | {")) {
            return statement;
        }
        return rest.contains(" with ") ? prefix + "input.b" : prefix + "[" + rest + "]";
    }

    private String statement(Names names, int depth) {
        return switch (random.nextInt(22)) {
            case 0, 1, 2 -> some(names, depth);
            case 3 -> someKeyed(names, depth);
            case 4, 5 -> assignment(names, depth);
            case 6 -> pattern(names, depth);
            case 7 -> openReference(names, depth);
            case 8, 9 -> negation(names, depth);
            case 10 -> every(names, depth);
            case 11 -> with(names, depth);
            case 12 -> walk(names, depth);
            case 13 -> logical ? junction(names, depth) : test(names, depth);
            case 14 -> dynamic(names);
            case 15 -> terms.term(Kind.ANY, names, depth);
            case 16 -> wildcard(names, depth);
            default -> test(names, depth);
        };
    }

    /** Something that is true or not and binds nothing. */
    String test(Names names, int depth) {
        return terms.term(Kind.TRUTH, names, depth);
    }

    private String some(Names names, int depth) {
        Kind collection = terms.collectionKind();
        String source = terms.term(collection, names, depth);
        String variable = terms.fresh();
        names.declare(variable, collection.element());
        return "some " + variable + " in " + source;
    }

    private String someKeyed(Names names, int depth) {
        Kind collection = terms.collectionKind();
        String source = terms.term(collection, names, depth);
        String key = terms.fresh();
        String value = terms.fresh();
        names.declare(key, collection.key());
        names.declare(value, collection.element());
        return "some " + key + ", " + value + " in " + source;
    }

    private String assignment(Names names, int depth) {
        Kind kind = terms.anyKind();
        String value = terms.term(kind, names, depth);
        String variable = terms.fresh();
        names.add(variable, kind);
        return variable + (random.nextInt(4) == 0 ? " = " : " := ") + value;
    }

    private String pattern(Names names, int depth) {
        String first = terms.fresh();
        String second = terms.fresh();
        String operator = random.nextBoolean() ? " = " : " := ";
        return switch (random.nextInt(6)) {
            case 0 -> {
                names.add(first, Kind.NUMBER);
                names.add(second, Kind.NUMBER);
                yield "[" + first + ", " + second + "] = " + terms.document() + ".m[_]";
            }
            case 1 -> {
                names.add(first, Kind.TEXT);
                names.add(second, Kind.NUMBER);
                yield "{\"id\": " + first + ", \"n\": " + second + ", \"tags\": _} = " + terms.document() + ".us[_]";
            }
            case 2 -> {
                names.add(first, Kind.NUMBER);
                names.add(second, Kind.ANY);
                String value = terms.term(Kind.NUMBER, names.inner(), depth);
                // OPA overlooks that a closure reads what its own equation gives a value to.
                boolean closes = (value.contains(" | ") || value.contains("$\""))
                        && (value.contains(first) || value.contains(second));
                yield "[" + first + ", " + second + "]" + operator + "[" + (closes ? "1" : value) + ", "
                        + terms.term(Kind.ANY, new Names(), depth) + "]";
            }
            case 3 -> {
                String source = terms.term(Kind.NUMBER, names, 0);
                names.add(first, Kind.NUMBER);
                yield "[" + first + ", " + source + "] = " + terms.document() + ".m[_]";
            }
            case 4 -> {
                names.declare(first, Kind.NUMBER);
                yield "some " + "[" + first + ", _] in " + terms.document() + ".m";
            }
            default -> {
                names.declare(first, Kind.TEXT);
                yield "some {\"id\": " + first + ", \"n\": " + terms.literal(Kind.NUMBER) + ", \"tags\": _} in "
                        + terms.document() + ".us";
            }
        };
    }

    private String openReference(Names names, int depth) {
        String key = terms.fresh();
        String value = terms.fresh();
        Kind collection = terms.collectionKind();
        @Nullable String source = random.nextBoolean() ? terms.fromRule(collection, names, 1) : null;
        if (source == null) {
            source = terms.fromDocument(collection == Kind.ANY ? Kind.ANY : collection);
        }
        if (!source.startsWith("input") && !source.startsWith("data") && !source.matches("[a-z][a-z0-9.]*")) {
            return some(names, depth);
        }
        boolean compared = random.nextInt(3) == 0;
        String left = source + "[" + key + "]";
        if (compared) {
            String wanted = terms.term(collection.element(), names, depth);
            names.add(key, collection.key());
            return left + " == " + wanted;
        }
        names.add(key, collection.key());
        names.add(value, collection.element());
        return value + " := " + left;
    }

    private String wildcard(Names names, int depth) {
        String reference = terms.document()
                + List.of(".xs[_]", ".o[_]", ".us[_].n", ".m[_][_]", ".oo[_][_]")
                        .get(random.nextInt(5));
        return reference
                + List.of(" == ", " > ", " != ").get(random.nextInt(3))
                + terms.operand(Kind.NUMBER, names, depth);
    }

    private String negation(Names names, int depth) {
        if (logical && random.nextBoolean()) {
            return "not { " + String.join("; ", body(names.inner(), 1 + random.nextInt(2), depth - 1)) + " }";
        }
        return switch (random.nextInt(8)) {
            case 0, 1 -> "not " + terms.term(Kind.ANY, names, depth);
            case 2 -> random.nextInt(8) == 0 ? "not " + wildcard(names, depth) : "not input.b";
            default -> "not " + test(names, depth);
        };
    }

    private String every(Names names, int depth) {
        Kind collection = terms.collectionKind();
        String source = terms.term(collection, names, depth);
        Names inner = names.inner();
        String head = "";
        if (random.nextInt(3) == 0) {
            String key = terms.fresh();
            inner.declare(key, collection.key());
            head = key + ", ";
        }
        String value = terms.fresh();
        inner.declare(value, collection.element());
        List<String> body = body(inner, 1 + random.nextInt(2), depth - 1);
        return "every " + head + value + " in " + source + " { " + String.join("; ", body) + " }";
    }

    private String walk(Names names, int depth) {
        String path = terms.fresh();
        String value = terms.fresh();
        String source = terms.term(Kind.ANY, names, depth);
        names.add(path, Kind.ANY);
        names.add(value, Kind.ANY);
        return "walk(" + source + ", [" + path + ", " + value + "])";
    }

    private String junction(Names names, int depth) {
        String operator = random.nextBoolean() ? " and " : " or ";
        return side(names, depth) + operator + side(names, depth);
    }

    private String side(Names names, int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> "{ " + String.join("; ", body(names.inner(), 1 + random.nextInt(2), depth - 1)) + " }";
            case 1 -> depth > 0 ? "(" + junction(names, depth - 1) + ")" : test(names, 0);
            case 2 -> "not " + test(names, depth - 1);
            default -> "(" + test(names, depth - 1) + ")";
        };
    }

    /** A reference whose rule is known only when it runs. */
    private String dynamic(Names names) {
        if (terms.module() == 0) {
            return test(names, 1);
        }
        String key = terms.fresh();
        String value = terms.fresh();
        names.add(key, Kind.TEXT);
        names.add(value, Kind.ANY);
        String path = List.of("data.gen0[" + key + "]", "data.gen0.sub[" + key + "]", "data.base[" + key + "]")
                .get(random.nextInt(3));
        return value + " := " + path;
    }

    private String with(Names names, int depth) {
        if (terms.module() < 0) {
            // In queries OPA does not look for modifiers below the first level.
            return test(names, depth);
        }
        String statement = switch (random.nextInt(5)) {
            case 0 -> "not " + test(names, depth);
            case 1 -> some(names, depth);
            case 2 -> assignment(names, depth);
            default -> test(names, depth);
        };
        StringBuilder text = new StringBuilder(statement);
        int modifiers = 1 + random.nextInt(2);
        for (int i = 0; i < modifiers; i++) {
            text.append(modifier(names, depth - 1));
        }
        return text.toString();
    }

    /** A {@code with} and what follows it; the new value must not use what the statement gives. */
    String modifier(Names names, int depth) {
        Names none = new Names();
        return " with "
                + switch (random.nextInt(9)) {
                    case 0 -> "input as " + terms.term(Kind.ANY, none, depth);
                    case 1, 2 -> "input.n as " + terms.term(Kind.NUMBER, none, depth);
                    case 3 -> "input.o as " + terms.term(Kind.NUMBER_OBJECT, none, depth);
                    case 4 -> "data.base.xs as " + terms.term(Kind.NUMBERS, none, depth);
                    case 5 -> replacedRule(none, depth);
                    case 6, 7 -> replacedFunction();
                    default ->
                        List.of("count as ", "lower as ", "sum as ", "concat as ", "json.marshal as ")
                                        .get(random.nextInt(5))
                                + terms.literal(Kind.ANY);
                };
    }

    private String replacedRule(Names names, int depth) {
        Rule rule = terms.someRule(false);
        return rule == null
                ? "data.base as " + terms.term(Kind.ANY, names, depth)
                : "data." + rule.path() + " as " + terms.term(rule.kind(), names, depth);
    }

    private String replacedFunction() {
        @Nullable Rule function = terms.someRule(true);
        if (function == null) {
            return "input.k as 2";
        }
        String target = "data." + function.path();
        Rule other = terms.someRule(true);
        if (other != null
                && random.nextBoolean()
                && other.parameters().size() == function.parameters().size()) {
            return target + " as data." + other.path();
        }
        if (function.parameters().size() == 1 && random.nextInt(3) == 0) {
            return random.nextBoolean() ? target + " as count" : "count as " + target;
        }
        return target + " as " + terms.literal(function.kind());
    }
}
