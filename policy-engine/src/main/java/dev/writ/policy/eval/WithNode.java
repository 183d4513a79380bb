package dev.writ.policy.eval;

import dev.writ.policy.ir.Root;
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
            case Substitution.Document(Root root, var path, var value) ->
                switch (root) {
                    case INPUT -> new Replacement.Input(path, Source.of(value).read(frame));
                    case DATA -> new Replacement.Data(path, Source.of(value).read(frame));
                };
            case Substitution.Callee(var target, var replacement) ->
                new Replacement.Callee(target, mock(replacement, frame));
        };
    }

    private static Mock mock(Substitution.Replacement replacement, Frame frame) {
        return switch (replacement) {
            case Substitution.Replacement.Call(var target) -> new Mock.Call(target);
            case Substitution.Replacement.Fixed(var value) ->
                new Mock.Fixed(Source.of(value).read(frame));
        };
    }
}
