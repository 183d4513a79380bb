package dev.writ.policy.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random rules of all forms that heads can have, as lines. */
final class RuleForms {

    private static final int DEPTH = 2;

    /** Told of each rule when it is complete. */
    interface Declaring {
        void declare(String local, Kind kind, List<Kind> parameters);
    }

    private final Random random;
    private final Terms terms;
    private final Declaring declaring;

    RuleForms(Random random, Terms terms, Declaring declaring) {
        this.random = random;
        this.terms = terms;
        this.declaring = declaring;
    }

    List<String> rule(String name) {
        List<String> lines = new ArrayList<>();
        switch (random.nextInt(14)) {
            case 0, 1, 2 -> complete(name, lines);
            case 3 -> test(name, lines);
            case 4 -> elseChain(name, lines);
            case 5, 6 -> set(name, lines);
            case 7, 8 -> object(name, lines);
            case 9 -> references(name, lines);
            case 10 -> nested(name, lines);
            case 11, 12 -> function(name, lines);
            default -> patternFunction(name, lines);
        }
        return lines;
    }

    private void head(List<String> lines, String head, Names names, int statements) {
        if (statements == 0) {
            lines.add(head);
            return;
        }
        lines.add(head + " if {");
        body(lines, names, statements);
        lines.add("}");
    }

    private void body(List<String> lines, Names names, int statements) {
        terms.statements().body(names, statements, DEPTH).forEach(line -> lines.add("\t" + line));
    }

    /** A head whose value uses the body's variables: the body comes first here, and is written second. */
    private void clause(List<String> lines, HeadMaker head, Names names, int statements) {
        List<String> body = new ArrayList<>();
        body(body, names, statements);
        lines.add(head.make(names) + (statements == 0 ? "" : " if {"));
        if (statements > 0) {
            lines.addAll(body);
            lines.add("}");
        }
    }

    private interface HeadMaker {
        String make(Names names);
    }

    private void complete(String name, List<String> lines) {
        Kind kind = terms.anyKind();
        if (random.nextInt(3) == 0) {
            lines.add("default " + name + " := " + terms.literal(kind));
        }
        int clauses = 1 + random.nextInt(3) / 2;
        boolean constant = random.nextBoolean();
        String value = terms.literal(kind);
        for (int i = 0; i < clauses; i++) {
            clause(
                    lines,
                    names -> name + " := " + (constant ? value : terms.term(kind, names, DEPTH)),
                    new Names(),
                    random.nextInt(4));
        }
        declaring.declare(name, kind, List.of());
    }

    private void test(String name, List<String> lines) {
        int clauses = 1 + random.nextInt(4);
        for (int i = 0; i < clauses; i++) {
            Names names = new Names();
            lines.add(name + " if {");
            if (clauses > 2) {
                lines.add("\t" + terms.document() + ".s == " + terms.literal(Kind.TEXT));
                lines.add("\t" + terms.literal(Kind.NUMBER) + " == input.n");
            }
            body(lines, names, 1 + random.nextInt(3));
            lines.add("}");
        }
        declaring.declare(name, Kind.TRUTH, List.of());
    }

    private void elseChain(String name, List<String> lines) {
        Kind kind = terms.anyKind();
        int branches = 2 + random.nextInt(2);
        for (int i = 0; i < branches; i++) {
            int statements = i == branches - 1 ? random.nextInt(2) : 1 + random.nextInt(2);
            Names names = new Names();
            List<String> body = new ArrayList<>();
            body(body, names, statements);
            String value = terms.term(kind, names, DEPTH);
            String head = (i == 0 ? name : "} else") + " := " + value;
            lines.add(statements == 0 ? head : head + " if {");
            lines.addAll(body);
            if (i == branches - 1 && statements > 0) {
                lines.add("}");
            }
        }
        declaring.declare(name, kind, List.of());
    }

    private void set(String name, List<String> lines) {
        Kind element = random.nextBoolean() ? Kind.NUMBER : Kind.TEXT;
        int clauses = 1 + random.nextInt(3);
        for (int i = 0; i < clauses; i++) {
            clause(lines, names -> name + " contains " + terms.term(element, names, 1), new Names(), random.nextInt(3));
        }
        declaring.declare(name, element == Kind.NUMBER ? Kind.NUMBER_SET : Kind.TEXT_SET, List.of());
    }

    private void object(String name, List<String> lines) {
        int clauses = 1 + random.nextInt(2);
        for (int i = 0; i < clauses; i++) {
            clause(
                    lines,
                    names -> name + "[" + terms.term(Kind.TEXT, names, 0) + "] := "
                            + terms.term(Kind.NUMBER, names, random.nextInt(2)),
                    new Names(),
                    1 + random.nextInt(3));
        }
        declaring.declare(name, Kind.NUMBER_OBJECT, List.of());
    }

    /** Heads that are references of constants: they share a prefix. */
    private void references(String name, List<String> lines) {
        int clauses = 1 + random.nextInt(3);
        for (int i = 0; i < clauses; i++) {
            String path = name + "." + FuzzDocuments.KEYS.get(random.nextInt(2));
            switch (random.nextInt(5)) {
                case 0 ->
                    clause(
                            lines,
                            names -> path + ".x := " + terms.term(Kind.NUMBER, names, 1),
                            new Names(),
                            random.nextInt(2));
                case 1 ->
                    clause(
                            lines,
                            names -> path + ".y contains " + terms.term(Kind.NUMBER, names, 1),
                            new Names(),
                            random.nextInt(2));
                case 2 ->
                    clause(
                            lines,
                            names -> path + ".z[" + terms.term(Kind.TEXT, names, 0) + "] := "
                                    + terms.term(Kind.NUMBER, names, 1),
                            new Names(),
                            1 + random.nextInt(2));
                case 3 ->
                    clause(
                            lines,
                            names -> path + "[\"w\"] := " + terms.term(Kind.TEXT, names, 1),
                            new Names(),
                            random.nextInt(2));
                default -> head(lines, path + ".t", new Names(), 1 + random.nextInt(2));
            }
        }
        if (random.nextInt(6) == 0) {
            lines.add(name + "[" + terms.fresh() + "] := 1 if { false }");
        }
        declaring.declare(name, Kind.ANY, List.of());
    }

    /** Heads with several keys of which some are variables. */
    private void nested(String name, List<String> lines) {
        int clauses = 1 + random.nextInt(3);
        for (int i = 0; i < clauses; i++) {
            int form = random.nextInt(6);
            clause(
                    lines,
                    names -> {
                        String key = terms.term(Kind.TEXT, names, 0);
                        String other = terms.term(random.nextBoolean() ? Kind.TEXT : Kind.NUMBER, names, 0);
                        String value = terms.term(Kind.NUMBER, names, 1);
                        return switch (form) {
                            case 0 -> name + "[" + key + "][" + other + "] := " + value;
                            case 1 -> name + "[" + key + "].fix := " + value;
                            case 2 -> name + "[" + key + "] contains " + value;
                            case 3 -> name + "[" + key + "][" + other + "] contains " + value;
                            case 4 -> name + ".in[" + key + "].deep[" + other + "] := " + value;
                            default -> name + "[" + key + "].many contains " + value;
                        };
                    },
                    new Names(),
                    1 + random.nextInt(2));
        }
        declaring.declare(name, Kind.ANY, List.of());
    }

    private void function(String name, List<String> lines) {
        List<Kind> parameters = new ArrayList<>();
        int count = 1 + random.nextInt(2);
        for (int i = 0; i < count; i++) {
            parameters.add(terms.anyKind());
        }
        Kind kind = terms.anyKind();
        if (random.nextInt(4) == 0) {
            lines.add("default " + name + "("
                    + String.join(", ", parameters.stream().map(p -> "_").toList()) + ") := " + terms.literal(kind));
        }
        int clauses = 1 + random.nextInt(3);
        for (int i = 0; i < clauses; i++) {
            functionClause(name, parameters, kind, lines);
        }
        declaring.declare(name, kind, parameters);
    }

    private void functionClause(String name, List<Kind> parameters, Kind kind, List<String> lines) {
        Names names = new Names();
        List<String> written = new ArrayList<>();
        for (Kind parameter : parameters) {
            if (random.nextInt(3) == 0) {
                written.add(terms.literal(parameter));
            } else {
                String variable = terms.fresh();
                names.add(variable, parameter);
                written.add(variable);
            }
        }
        String call = name + "(" + String.join(", ", written) + ")";
        if (kind == Kind.TRUTH && random.nextBoolean()) {
            head(lines, call, names, 1 + random.nextInt(2));
            return;
        }
        clause(lines, inside -> call + " := " + terms.term(kind, inside, DEPTH), names, random.nextInt(3));
        if (random.nextInt(6) == 0 && lines.getLast().equals("}")) {
            lines.removeLast();
            lines.add("} else := " + terms.literal(kind));
        }
    }

    private void patternFunction(String name, List<String> lines) {
        Names names = new Names();
        String first = terms.fresh();
        String second = terms.fresh();
        names.add(first, Kind.NUMBER);
        names.add(second, Kind.ANY);
        String pattern = switch (random.nextInt(4)) {
            case 0 -> "[" + first + ", " + second + "]";
            case 1 -> "{\"a\": " + first + ", \"b\": " + second + "}";
            case 2 -> "[[" + first + ", " + terms.literal(Kind.NUMBER) + "], " + second + "]";
            default -> "[" + first + ", {\"b\": " + second + "}]";
        };
        clause(
                lines,
                inside -> name + "(" + pattern + ") := " + terms.term(Kind.NUMBER, inside, 1),
                names,
                random.nextInt(3));
        declaring.declare(name, Kind.NUMBER, List.of(Kind.ANY));
    }
}
