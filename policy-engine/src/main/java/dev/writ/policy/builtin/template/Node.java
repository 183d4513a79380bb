package dev.writ.policy.builtin.template;

import dev.writ.policy.builtin.golang.GoArg;
import dev.writ.policy.builtin.golang.GoQuote;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A part of a template. */
sealed interface Node {

    /** Where it starts, in UTF-16 units of the template. */
    int at();

    /** How it is written, as errors show it. */
    String text();

    /** Text that is put out as it is. */
    record Text(int at, String text) implements Node {}

    /** A pipeline whose value is put out, or kept in variables. */
    record Action(int at, Pipe pipe) implements Node {
        @Override
        public String text() {
            return "{{" + pipe.text() + "}}";
        }
    }

    /** What {@code if}, {@code with} and {@code range} have in common. */
    record Control(int at, Keyword keyword, Pipe pipe, List<Node> body, List<Node> otherwise) implements Node {
        @Override
        public String text() {
            return "{{" + keyword.word + " " + pipe.text() + "}}";
        }
    }

    /** Which control structure. */
    enum Keyword {
        IF("if"),
        WITH("with"),
        RANGE("range");

        final String word;

        Keyword(String word) {
            this.word = word;
        }
    }

    /** A call of another template. */
    record Call(int at, String name, @Nullable Pipe pipe) implements Node {
        @Override
        public String text() {
            return "{{template " + GoQuote.quote(name) + (pipe == null ? "" : " " + pipe.text()) + "}}";
        }
    }

    /** The end of a loop, or of one round of it. */
    record Leave(int at, boolean loop) implements Node {
        @Override
        public String text() {
            return loop ? "{{break}}" : "{{continue}}";
        }
    }

    /** An operand of a command. */
    sealed interface Operand extends Node {}

    /** Commands, each of which gets the value of the one before as its last argument, and variables for the last value. */
    record Pipe(int at, boolean assigns, List<Variable> variables, List<Command> commands) implements Operand {
        @Override
        public String text() {
            String names = variables.stream().map(Variable::text).collect(Collectors.joining(", "));
            return (variables.isEmpty() ? "" : names + (assigns ? " = " : " := "))
                    + commands.stream().map(Command::text).collect(Collectors.joining(" | "));
        }

        String inParens() {
            return "(" + text() + ")";
        }
    }

    /** A function or a value, and arguments. */
    record Command(int at, List<Operand> operands) implements Node {
        @Override
        public String text() {
            return operands.stream().map(Node::shown).collect(Collectors.joining(" "));
        }
    }

    /** Fields of the current value. */
    record Field(int at, List<String> names) implements Operand {
        @Override
        public String text() {
            return "." + String.join(".", names);
        }
    }

    /** A variable, and fields of its value. */
    record Variable(int at, String name, List<String> fields) implements Operand {
        @Override
        public String text() {
            return fields.isEmpty() ? name : name + "." + String.join(".", fields);
        }
    }

    /** Fields of what a pipeline or a function gives. */
    record Chain(int at, Operand operand, List<String> fields) implements Operand {
        @Override
        public String text() {
            return shown(operand) + "." + String.join(".", fields);
        }
    }

    /** The name of a function. */
    record Identifier(int at, String text) implements Operand {}

    /** The current value. */
    record Dot(int at) implements Operand {
        @Override
        public String text() {
            return ".";
        }
    }

    /** The word {@code nil}. */
    record Nil(int at) implements Operand {
        @Override
        public String text() {
            return "nil";
        }
    }

    /** A boolean or a string. */
    record Constant(int at, String text, GoArg value) implements Operand {}

    /** A number, or one that no type has room for. */
    record Numeral(int at, String text, @Nullable GoArg value) implements Operand {}

    private static String shown(Node operand) {
        return operand instanceof Pipe pipe ? pipe.inParens() : operand.text();
    }
}
