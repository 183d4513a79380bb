package dev.writ.policy.builtin.template;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoArg;
import dev.writ.policy.builtin.golang.GoFormat;
import dev.writ.policy.builtin.golang.GoPrint;
import dev.writ.policy.builtin.golang.GoUrl;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One call of a function of the template language. */
final class TemplateFunctions {

    /** All functions there are. */
    static final Set<String> NAMES = Set.of(
            "and",
            "call",
            "html",
            "index",
            "slice",
            "js",
            "len",
            "not",
            "or",
            "print",
            "printf",
            "println",
            "urlquery",
            "eq",
            "ge",
            "gt",
            "le",
            "lt",
            "ne");

    private final Evaluator evaluator;
    private final Slot dot;
    private final Node command;
    private final String name;
    private final List<Node.Operand> operands;
    private final @Nullable Slot last;

    TemplateFunctions(
            Evaluator evaluator,
            Slot dot,
            Node command,
            String name,
            List<Node.Operand> operands,
            @Nullable Slot last) {
        this.evaluator = evaluator;
        this.dot = dot;
        this.command = command;
        this.name = name;
        this.operands = operands;
        this.last = last;
    }

    Slot call() {
        return switch (name) {
            case "and", "or" -> {
                atLeast(1);
                yield logic(name.equals("or"));
            }
            case "not" -> {
                exactly(1);
                yield bool(!all().getFirst().truth());
            }
            case "len" -> {
                exactly(1);
                yield Slot.of(new GoArg.Int(tried(() -> Indexing.length(all().getFirst())), "int"));
            }
            case "index" -> {
                atLeast(1);
                List<Slot> slots = all();
                yield tried(() -> Indexing.index(slots.getFirst(), slots.subList(1, slots.size())));
            }
            case "slice" -> {
                atLeast(1);
                List<Slot> slots = all();
                yield tried(() -> Indexing.slice(slots.getFirst(), slots.subList(1, slots.size())));
            }
            case "call" -> {
                atLeast(1);
                yield notAFunction();
            }
            case "eq" -> {
                atLeast(1);
                List<Slot> slots = all();
                yield bool(tried(() -> Comparisons.equal(slots.getFirst(), slots.subList(1, slots.size()))));
            }
            case "ne", "lt", "le", "gt", "ge" -> {
                exactly(2);
                List<Slot> slots = all();
                yield bool(tried(() -> Comparisons.compare(name, slots.get(0), slots.get(1))));
            }
            default -> string(text());
        };
    }

    private String text() {
        int limit = evaluator.run().context().limits().maxStringLength();
        return switch (name) {
            case "print" -> GoPrint.sprint(values(), limit, evaluator.run()::tooLong);
            case "println" -> GoPrint.sprintln(values(), limit, evaluator.run()::tooLong);
            case "printf" -> {
                atLeast(1);
                yield printf(limit);
            }
            case "html" -> Escapes.html(printable(limit));
            case "js" -> Escapes.js(printable(limit));
            case "urlquery" -> GoUrl.escapeQuery(printable(limit));
            default -> throw evaluator.error("\"" + name + "\" is not a defined function");
        };
    }

    private String printf(int limit) {
        List<GoArg> args = new ArrayList<>();
        String format = operands.isEmpty() ? "" : evaluator.string(dot, operands.getFirst());
        for (int i = 1; i < operands.size(); i++) {
            args.add(evaluator.argument(dot, operands.get(i)).orNil());
        }
        if (operands.isEmpty() && last != null) {
            format = evaluator.string(last);
        } else if (last != null) {
            args.add(last.orNil());
        }
        return GoFormat.format(format, args, limit, evaluator.run()::tooLong);
    }

    /** The values as they are printed alone, one behind the other. */
    private String printable(int limit) {
        List<GoArg> shown = values().stream()
                .map(value -> value instanceof GoArg.Nil ? new GoArg.Str("<no value>") : value)
                .toList();
        return GoPrint.sprint(shown, limit, evaluator.run()::tooLong);
    }

    private List<GoArg> values() {
        return all().stream().map(Slot::orNil).toList();
    }

    private List<Slot> all() {
        List<Slot> slots = new ArrayList<>();
        for (Node.Operand operand : operands) {
            slots.add(evaluator.argument(dot, operand));
        }
        if (last != null) {
            slots.add(last);
        }
        return slots;
    }

    /** Arguments up to the one that decides, which is the result; the last one otherwise. */
    private Slot logic(boolean or) {
        Slot value = Slot.NOTHING;
        for (Node.Operand operand : operands) {
            value = evaluator.argument(dot, operand);
            if (value.truth() == or) {
                return value;
            }
        }
        return last == null ? value : last;
    }

    private Slot notAFunction() {
        Slot callee = all().getFirst();
        String shown =
                operands.isEmpty() ? calleeText(callee) : operands.getFirst().text();
        GoArg value = callee.value();
        throw failed(value == null ? "call of nil" : "non-function " + shown + " of type " + value.typeName());
    }

    private static String calleeText(Slot callee) {
        return switch (callee.value()) {
            case null -> "<invalid Value>";
            case GoArg.Str string -> string.value();
            case GoArg.JsonNumber number -> number.text();
            case GoArg other -> "<" + other.typeName() + " Value>";
        };
    }

    private void atLeast(int count) {
        if (operands.size() + (last == null ? 0 : 1) < count) {
            throw evaluator.error(
                    "wrong number of args for " + name + ": want at least " + count + " got " + operands.size());
        }
    }

    private void exactly(int count) {
        int given = operands.size() + (last == null ? 0 : 1);
        if (given != count) {
            throw evaluator.error("wrong number of args for " + name + ": want " + count + " got " + given);
        }
    }

    /** What a function throws because of its arguments. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        Refused(String message) {
            super(message, null, false, false);
        }
    }

    private interface Work<T> {
        T run() throws Refused;
    }

    private <T> T tried(Work<T> work) {
        try {
            return work.run();
        } catch (Refused e) {
            throw failed(String.valueOf(e.getMessage()));
        }
    }

    private BuiltinFailure failed(String why) {
        evaluator.at(command);
        return evaluator.error("error calling " + name + ": " + why);
    }

    private static Slot bool(boolean value) {
        return Slot.of(new GoArg.Bool(value));
    }

    private static Slot string(String value) {
        return Slot.of(new GoArg.Str(value));
    }
}
