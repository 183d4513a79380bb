package dev.writ.policy.fuzz;

import dev.writ.policy.ast.RegoVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random terms. */
final class Terms {

    private static final List<Kind> KINDS = List.of(Kind.values());

    private final Random random;
    private final RegoVersion version;
    private final List<Rule> rules;
    private final FuzzDocuments literals;
    private final Statements statements;
    private int module;
    private int fresh;

    Terms(Random random, List<Rule> rules, RegoVersion version) {
        this.version = version;
        this.random = random;
        this.rules = rules;
        this.literals = new FuzzDocuments(random);
        this.statements = new Statements(random, this);
    }

    Statements statements() {
        return statements;
    }

    /** Terms are now written in this module. */
    void inModule(int index) {
        module = index;
    }

    int module() {
        return module;
    }

    String fresh() {
        return "v" + fresh++;
    }

    Kind anyKind() {
        return KINDS.get(random.nextInt(KINDS.size()));
    }

    /** A term of this kind, most of the time. */
    String term(Kind kind, Names names, int depth) {
        int dice = random.nextInt(20);
        String variable = names.pick(kind, random);
        if (variable != null && dice < 8) {
            return variable;
        }
        if (depth <= 0 || dice < 11) {
            return random.nextInt(3) == 0 ? literal(kind) : fromDocument(kind);
        }
        if (dice < 13) {
            String rule = fromRule(kind, names, depth);
            return rule == null ? literal(kind) : rule;
        }
        if (dice < 15) {
            return special(kind, names, depth - 1);
        }
        return dice == 19 ? term(anyKind(), names, depth - 1) : call(kind, names, depth - 1);
    }

    /** Operands of comparisons and operators must be no comparisons themselves. */
    String operand(Kind kind, Names names, int depth) {
        String term = term(kind, names, depth);
        return kind == Kind.TRUTH ? "(" + term + ")" : term;
    }

    private String special(Kind kind, Names names, int depth) {
        return switch (kind) {
            case NUMBERS, TEXTS -> "[" + comprehension(kind, names, depth) + "]";
            case NUMBER_SET, TEXT_SET -> "{" + comprehension(kind, names, depth) + "}";
            case NUMBER_OBJECT -> objectComprehension(names, depth);
            case TEXT -> version == RegoVersion.V0 ? call(kind, names, depth) : template(names, depth);
            case NUMBER, TRUTH, ANY -> call(kind, names, depth);
        };
    }

    private String comprehension(Kind kind, Names names, int depth) {
        Names inner = names.inner();
        String body = String.join("; ", statements.body(inner, 1 + random.nextInt(2), depth));
        return term(kind.element(), inner, depth) + " | " + body;
    }

    private String objectComprehension(Names names, int depth) {
        Names inner = names.inner();
        String body = String.join("; ", statements.body(inner, 1 + random.nextInt(2), depth));
        // OPA knows no type of a key that is a parameter, and refuses to iterate over the object then.
        String key = random.nextBoolean() ? literal(Kind.TEXT) : fromDocument(Kind.TEXT);
        return "{" + key + ": " + term(Kind.NUMBER, inner, depth) + " | " + body + "}";
    }

    private String template(Names names, int depth) {
        StringBuilder text = new StringBuilder("$\"");
        int holes = 1 + random.nextInt(2);
        for (int i = 0; i < holes; i++) {
            text.append(List.of("", "x ", "\\{", "-").get(random.nextInt(4)));
            text.append('{').append(term(Kind.ANY, names, depth)).append('}');
        }
        return text.append('"').toString();
    }

    private String call(Kind kind, Names names, int depth) {
        List<String> shapes = CallShapes.BY_KIND.getOrDefault(kind, List.of("%A"));
        return fill(shapes.get(random.nextInt(shapes.size())), names, depth);
    }

    private String fill(String shape, Names names, int depth) {
        String[] pieces = shape.split("%", -1);
        StringBuilder text = new StringBuilder(pieces[0]);
        for (int i = 1; i < pieces.length; i++) {
            String piece = pieces[i];
            text.append(operand(piece.charAt(0), names, depth)).append(piece, 1, piece.length());
        }
        return text.toString();
    }

    private String operand(char what, Names names, int depth) {
        return switch (what) {
            case 'I' -> random.nextInt(3) == 0 ? integer(names) : String.valueOf(random.nextInt(5));
            case 'N' -> operand(Kind.NUMBER, names, depth);
            case 'S' -> operand(Kind.TEXT, names, depth);
            case 'B' -> operand(Kind.TRUTH, names, depth);
            case 'X' -> operand(Kind.NUMBERS, names, depth);
            case 'Y' -> operand(Kind.TEXTS, names, depth);
            case 'P' -> operand(Kind.NUMBER_SET, names, depth);
            case 'Q' -> operand(Kind.TEXT_SET, names, depth);
            case 'O' -> operand(Kind.NUMBER_OBJECT, names, depth);
            case 'A' -> operand(Kind.ANY, names, depth);
            case 'p' -> "%";
            default -> throw new IllegalArgumentException("no operand `" + what + "`");
        };
    }

    private String integer(Names names) {
        String variable = names.pick(Kind.NUMBER, random);
        return variable == null ? document() + ".k" : variable;
    }

    String document() {
        return random.nextInt(3) == 0 ? "data.base" : "input";
    }

    String fromDocument(Kind kind) {
        String path = switch (kind) {
            case NUMBER ->
                List.of(".n", ".k", ".xs[0]", ".o.a", ".us[0].n", ".m[0][1]", ".oo.a.b", ".none")
                        .get(random.nextInt(8));
            case TEXT -> List.of(".s", ".ss[0]", ".us[0].id", ".us[1].tags[0]").get(random.nextInt(4));
            case TRUTH -> ".b";
            case NUMBERS -> List.of(".xs", ".m[0]", ".e").get(random.nextInt(3));
            case TEXTS -> List.of(".ss", ".us[0].tags").get(random.nextInt(2));
            case NUMBER_SET, TEXT_SET -> "";
            case NUMBER_OBJECT -> List.of(".o", ".oo.a", "[\"o\"]").get(random.nextInt(3));
            case ANY -> List.of(".any", ".us", ".z", ".us[1]", ".m", ".oo", "").get(random.nextInt(7));
        };
        return kind == Kind.NUMBER_SET || kind == Kind.TEXT_SET ? literal(kind) : document() + path;
    }

    String literal(Kind kind) {
        return switch (kind) {
            case NUMBER -> literals.number();
            case TEXT -> literals.text();
            case TRUTH -> String.valueOf(random.nextBoolean());
            case NUMBERS -> "[" + literals.number() + ", " + literals.number() + "]";
            case TEXTS -> "[" + literals.text() + ", " + literals.text() + "]";
            case NUMBER_SET -> "{" + literals.number() + ", " + literals.number() + "}";
            case TEXT_SET -> "{" + literals.text() + ", " + literals.text() + "}";
            case NUMBER_OBJECT -> "{\"a\": " + literals.number() + ", \"d\": " + literals.number() + "}";
            case ANY -> literals.any(1);
        };
    }

    /** A reference to a rule, or a call of a function, of this kind; or null. */
    @Nullable
    String fromRule(Kind kind, Names names, int depth) {
        List<Rule> fitting = new ArrayList<>();
        for (Rule rule : rules) {
            if (rule.kind() == kind || kind == Kind.ANY) {
                fitting.add(rule);
            }
        }
        if (fitting.isEmpty()) {
            return null;
        }
        Rule rule = fitting.get(random.nextInt(fitting.size()));
        String name = rule.from(module);
        if (rule.parameters().isEmpty()) {
            return name;
        }
        List<String> arguments = new ArrayList<>();
        for (Kind parameter : rule.parameters()) {
            arguments.add(operand(parameter, names, depth - 1));
        }
        return name + "(" + String.join(", ", arguments) + ")";
    }

    /** Rules without parameters, of any kind. */
    @Nullable
    Rule someRule(boolean function) {
        List<Rule> fitting = rules.stream()
                .filter(rule -> rule.parameters().isEmpty() != function)
                .toList();
        return fitting.isEmpty() ? null : fitting.get(random.nextInt(fitting.size()));
    }

    /** Something that can be iterated, and what it gives. */
    Kind collectionKind() {
        return List.of(
                        Kind.NUMBERS,
                        Kind.NUMBERS,
                        Kind.TEXTS,
                        Kind.NUMBER_SET,
                        Kind.TEXT_SET,
                        Kind.NUMBER_OBJECT,
                        Kind.ANY)
                .get(random.nextInt(7));
    }
}
