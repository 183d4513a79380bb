package dev.writ.policy.builtin.template;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoArg;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Computes pipelines of one call of one tree, with its variables. Errors name the node that was looked at last. */
final class Evaluator {

    private record Binding(String name, Slot value) {}

    private final TemplateRun run;
    private final String tree;
    private final List<Binding> variables = new ArrayList<>();
    private @Nullable Node node;

    Evaluator(TemplateRun run, String tree, Slot dot) {
        this.run = run;
        this.tree = tree;
        variables.add(new Binding("$", dot));
    }

    void at(Node next) {
        node = next;
    }

    TemplateRun run() {
        return run;
    }

    BuiltinFailure error(String what) {
        return node == null ? BuiltinFailure.error("template: " + tree + ": " + what) : run.error(tree, node, what);
    }

    int scope() {
        return variables.size();
    }

    void leave(int scope) {
        variables.subList(scope, variables.size()).clear();
    }

    /** Sets a variable of a loop, which the pipeline has declared last, or which was there before. */
    void loopVariable(Node.Pipe pipe, int position, Slot value) {
        Node.Variable variable = pipe.variables().get(position);
        if (pipe.assigns()) {
            assign(variable.name(), value);
        } else {
            int index = variables.size() - pipe.variables().size() + position;
            variables.set(index, new Binding(variable.name(), value));
        }
    }

    private void assign(String name, Slot value) {
        for (int i = variables.size() - 1; i >= 0; i--) {
            if (variables.get(i).name().equals(name)) {
                variables.set(i, new Binding(name, value));
                return;
            }
        }
        throw error("undefined variable: " + name);
    }

    private Slot variable(String name) {
        for (Binding binding : variables.reversed()) {
            if (binding.name().equals(name)) {
                return binding.value();
            }
        }
        throw error("undefined variable: " + name);
    }

    Slot pipeline(Slot dot, Node.Pipe pipe) {
        run.context().checkpoint();
        at(pipe);
        Slot value = null;
        for (Node.Command command : pipe.commands()) {
            value = command(dot, command, value).open();
        }
        Slot result = value == null ? Slot.NOTHING : value;
        for (Node.Variable variable : pipe.variables()) {
            if (pipe.assigns()) {
                assign(variable.name(), result);
            } else {
                variables.add(new Binding(variable.name(), result));
            }
        }
        return result;
    }

    /** One command; {@code last} is the value of the command before, if there is one. */
    private Slot command(Slot dot, Node.Command command, @Nullable Slot last) {
        List<Node.Operand> operands = command.operands();
        boolean arguments = operands.size() > 1 || last != null;
        Node.Operand first = operands.getFirst();
        return switch (first) {
            case Node.Field field -> field(dot, field, arguments);
            case Node.Chain chain -> chain(dot, chain, arguments);
            case Node.Variable variable -> variable(variable, arguments);
            case Node.Identifier name -> function(dot, name, command, operands.subList(1, operands.size()), last);
            case Node.Pipe pipe -> {
                noArguments(first, arguments);
                yield pipeline(dot, pipe);
            }
            case Node.Dot d -> {
                at(first);
                noArguments(first, arguments);
                yield dot;
            }
            case Node.Nil n -> {
                at(first);
                noArguments(first, arguments);
                throw error("nil is not a command");
            }
            case Node.Constant constant -> {
                at(first);
                noArguments(first, arguments);
                yield Slot.of(constant.value());
            }
            case Node.Numeral number -> {
                at(first);
                noArguments(first, arguments);
                yield number(number);
            }
        };
    }

    private void noArguments(Node first, boolean arguments) {
        if (arguments) {
            throw error("can't give argument to non-function " + first.text());
        }
    }

    private Slot number(Node.Numeral number) {
        at(number);
        if (number.value() == null) {
            throw error(number.text() + " overflows int");
        }
        return Slot.of(number.value());
    }

    private Slot field(Slot dot, Node.Field field, boolean arguments) {
        at(field);
        return fields(dot, field.names(), arguments);
    }

    private Slot variable(Node.Variable variable, boolean arguments) {
        at(variable);
        Slot value = variable(variable.name());
        if (variable.fields().isEmpty()) {
            noArguments(variable, arguments);
            return value;
        }
        return fields(value, variable.fields(), arguments);
    }

    private Slot chain(Slot dot, Node.Chain chain, boolean arguments) {
        at(chain);
        return fields(argument(dot, chain.operand()), chain.fields(), arguments);
    }

    private Slot fields(Slot from, List<String> names, boolean arguments) {
        Slot value = from;
        for (int i = 0; i < names.size(); i++) {
            value = field(value, names.get(i), arguments && i == names.size() - 1);
        }
        return value;
    }

    private Slot field(Slot from, String name, boolean arguments) {
        if (!from.exists()) {
            return Slot.NOTHING;
        }
        if (from.value() == null) {
            throw error("nil pointer evaluating " + from.typeName() + "." + name);
        }
        if (!(from.value() instanceof GoArg.Dict dict)) {
            throw error("can't evaluate field " + name + " in type " + from.typeName());
        }
        if (arguments) {
            throw error(name + " is not a method but has arguments");
        }
        GoArg value = dict.entries().get(name);
        return value == null ? Slot.NOTHING : Slot.element(value);
    }

    /** An argument whose type does not matter. */
    Slot argument(Slot dot, Node.Operand operand) {
        at(operand);
        return switch (operand) {
            case Node.Dot d -> dot;
            case Node.Nil n -> Slot.NOTHING;
            case Node.Field field -> field(dot, field, false);
            case Node.Variable variable -> variable(variable, false);
            case Node.Pipe pipe -> pipeline(dot, pipe);
            case Node.Identifier name -> function(dot, name, name, List.of(), null);
            case Node.Chain chain -> chain(dot, chain, false);
            case Node.Constant constant -> Slot.of(constant.value());
            case Node.Numeral number -> number(number);
        };
    }

    /** An argument that must be a string. */
    String string(Slot dot, Node.Operand operand) {
        at(operand);
        return switch (operand) {
            case Node.Constant constant when constant.value() instanceof GoArg.Str text -> text.value();
            case Node.Constant constant -> throw error("expected string; found " + constant.text());
            case Node.Numeral number -> throw error("expected string; found " + number.text());
            case Node.Nil nil -> throw error("cannot assign nil to string");
            case Node.Dot d -> string(dot);
            case Node.Field f -> string(argument(dot, f));
            case Node.Variable v -> string(argument(dot, v));
            case Node.Pipe p -> string(argument(dot, p));
            case Node.Identifier i -> string(argument(dot, i));
            case Node.Chain c -> string(argument(dot, c));
        };
    }

    String string(Slot value) {
        if (!value.exists()) {
            throw error("invalid value; expected string");
        }
        if (value.value() instanceof GoArg.Str text) {
            return text.value();
        }
        throw error("wrong type for value; expected string; got " + value.innerTypeName());
    }

    private Slot function(
            Slot dot, Node.Identifier name, Node command, List<Node.Operand> arguments, @Nullable Slot last) {
        at(name);
        return new TemplateFunctions(this, dot, command, name.text(), arguments, last).call();
    }
}
