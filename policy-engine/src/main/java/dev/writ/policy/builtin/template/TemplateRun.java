package dev.writ.policy.builtin.template;

import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoArg;
import dev.writ.policy.builtin.golang.GoPrint;
import dev.writ.policy.builtin.golang.GoQuote;
import dev.writ.policy.builtin.template.Node.Keyword;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries out a template once: walks its nodes and puts out text. */
final class TemplateRun {

    private static final int MAX_CALLS = 500;

    /** How a walk over nodes ends. */
    private enum Flow {
        ON,
        BREAK,
        CONTINUE
    }

    private final BuiltinContext context;
    private final Template template;
    private final StringBuilder out = new StringBuilder();
    private Evaluator evaluator;
    private int calls;

    TemplateRun(BuiltinContext context, Template template) {
        this.context = context;
        this.template = template;
        this.evaluator = new Evaluator(this, Template.MAIN, Slot.NOTHING);
    }

    String run(GoArg.Dict data) {
        Slot dot = Slot.of(data);
        evaluator = new Evaluator(this, Template.MAIN, dot);
        List<Node> main = template.tree(Template.MAIN);
        walk(dot, main == null ? List.of() : main);
        return out.toString();
    }

    BuiltinContext context() {
        return context;
    }

    /** The text of an error at a node of a tree. */
    BuiltinFailure error(String tree, Node node, String what) {
        return BuiltinFailure.error("template: " + template.place(node) + ": executing " + GoQuote.quote(tree) + " at <"
                + node.text() + ">: " + what);
    }

    private Flow walk(Slot dot, List<Node> nodes) {
        for (Node node : nodes) {
            context.checkpoint();
            Flow flow = walk(dot, node);
            if (flow != Flow.ON) {
                return flow;
            }
        }
        return Flow.ON;
    }

    private Flow walk(Slot dot, Node node) {
        evaluator.at(node);
        return switch (node) {
            case Node.Text text -> put(text.text());
            case Node.Action action -> {
                Slot value = evaluator.pipeline(dot, action.pipe());
                yield action.pipe().variables().isEmpty() ? put(shown(value)) : Flow.ON;
            }
            case Node.Control control ->
                switch (control.keyword()) {
                    case IF, WITH -> choose(dot, control);
                    case RANGE -> range(dot, control);
                };
            case Node.Call call -> call(dot, call);
            case Node.Leave leave -> leave.loop() ? Flow.BREAK : Flow.CONTINUE;
            case Node.Command c -> throw new IllegalStateException("a command stands in a pipeline");
            case Node.Operand o -> throw new IllegalStateException("an operand stands in a command");
        };
    }

    private Flow put(String text) {
        out.append(text);
        if (out.length() > context.limits().maxStringLength()) {
            throw tooLong();
        }
        return Flow.ON;
    }

    RuntimeException tooLong() {
        return context.limitExceeded("the result of `strings.render_template`");
    }

    private static String shown(Slot value) {
        return value.value() == null ? "<no value>" : GoPrint.text(value.value());
    }

    private Flow choose(Slot dot, Node.Control control) {
        int scope = evaluator.scope();
        Slot value = evaluator.pipeline(dot, control.pipe());
        boolean with = control.keyword() == Keyword.WITH;
        Flow flow = value.truth() ? walk(with ? value : dot, control.body()) : walk(dot, control.otherwise());
        evaluator.leave(scope);
        return flow;
    }

    private Flow range(Slot dot, Node.Control control) {
        int scope = evaluator.scope();
        Slot over = evaluator.pipeline(dot, control.pipe());
        boolean ran = switch (over.value()) {
            case null -> false;
            case GoArg.Int count -> count(control, count);
            case GoArg.Slice slice -> elements(control, slice);
            case GoArg.Dict dict -> entries(control, dict);
            case GoArg.BigInt b -> throw cannotIterate(b);
            case GoArg.Float64 f -> throw cannotIterate(f);
            case GoArg.Complex128 c -> throw cannotIterate(c);
            case GoArg.Str s -> throw cannotIterate(s);
            case GoArg.JsonNumber n -> throw cannotIterate(n);
            case GoArg.Bool b -> throw cannotIterate(b);
            case GoArg.Nil n -> throw cannotIterate(n);
        };
        Flow flow = ran ? Flow.ON : walk(dot, control.otherwise());
        evaluator.leave(scope);
        return flow;
    }

    private BuiltinFailure cannotIterate(GoArg value) {
        return evaluator.error("range can't iterate over " + GoPrint.text(value));
    }

    private boolean count(Node.Control control, GoArg.Int count) {
        if (control.pipe().variables().size() > 1) {
            throw evaluator.error("can't use " + GoPrint.text(count) + " to iterate over more than one variable");
        }
        for (long i = 0; i < count.value(); i++) {
            if (!round(control, Slot.NOTHING, Slot.of(new GoArg.Int(i, count.typeName())))) {
                return true;
            }
        }
        return count.value() > 0;
    }

    private boolean elements(Node.Control control, GoArg.Slice slice) {
        int index = 0;
        for (GoArg element : slice.elements()) {
            if (!round(control, Slot.of(new GoArg.Int(index, "int")), Slot.element(element))) {
                return true;
            }
            index++;
        }
        return index > 0;
    }

    private boolean entries(Node.Control control, GoArg.Dict dict) {
        for (Map.Entry<String, GoArg> entry : dict.entries().entrySet()) {
            if (!round(control, Slot.of(new GoArg.Str(entry.getKey())), Slot.element(entry.getValue()))) {
                return true;
            }
        }
        return !dict.entries().isEmpty();
    }

    /** One round of a loop; false if it was the last one. */
    private boolean round(Node.Control control, Slot index, Slot element) {
        context.checkpoint();
        int scope = evaluator.scope();
        Node.Pipe pipe = control.pipe();
        List<Node.Variable> variables = pipe.variables();
        if (variables.size() == 1) {
            evaluator.loopVariable(pipe, 0, element);
        } else if (variables.size() > 1) {
            evaluator.loopVariable(pipe, 0, index);
            evaluator.loopVariable(pipe, 1, element);
        }
        Flow flow = walk(element, control.body());
        evaluator.leave(scope);
        return flow != Flow.BREAK;
    }

    private Flow call(Slot dot, Node.Call call) {
        List<Node> tree = template.tree(call.name());
        if (tree == null) {
            throw evaluator.error("template " + GoQuote.quote(call.name()) + " not defined");
        }
        if (calls == MAX_CALLS) {
            throw evaluator.error("exceeded maximum template depth (" + MAX_CALLS + ")");
        }
        Node.@Nullable Pipe pipe = call.pipe();
        Slot inner = pipe == null ? Slot.NOTHING : evaluator.pipeline(dot, pipe);
        Evaluator outer = evaluator;
        evaluator = new Evaluator(this, call.name(), inner);
        calls++;
        walk(inner, tree);
        calls--;
        evaluator = outer;
        return Flow.ON;
    }
}
