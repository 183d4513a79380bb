package dev.writ.policy.eval;

import dev.writ.policy.ir.Substitution;
import dev.writ.policy.runtime.Mock;
import dev.writ.policy.runtime.Replacement;
import dev.writ.policy.runtime.Scope;
import java.util.List;

/** Runs the body in an inner scope. */
record WithNode(List<Substitution> substitutions, Node body) implements Node {

    @Override
    public Flow run(Frame frame) {
        Scope outer = frame.scope;
        frame.scope = outer.with(
                substitutions.stream().map(s -> replacement(s, frame)).toList());
        Flow flow = body.run(frame);
        frame.scope = outer;
        return flow;
    }

    private static Replacement replacement(Substitution substitution, Frame frame) {
        return switch (substitution) {
            case Substitution.Document document ->
                switch (document.root()) {
                    case INPUT ->
                        new Replacement.Input(
                                document.path(), Source.of(document.value()).read(frame));
                    case DATA ->
                        new Replacement.Data(
                                document.path(), Source.of(document.value()).read(frame));
                };
            case Substitution.Callee callee ->
                new Replacement.Callee(callee.target(), mock(callee.replacement(), frame));
        };
    }

    private static Mock mock(Substitution.Replacement replacement, Frame frame) {
        return switch (replacement) {
            case Substitution.Replacement.Call call -> new Mock.Call(call.target());
            case Substitution.Replacement.Fixed fixed ->
                new Mock.Fixed(Source.of(fixed.value()).read(frame));
        };
    }
}
