package dev.writ.policy.check;

import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.TermText;
import dev.writ.policy.ast.Var;
import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds out what calls call, and whether they may. */
final class CallResolver {
    /** Functions that only the parser and the checker make calls of, and the test runner, which implements one. */
    private static final String INTERNAL = "internal.";

    private final RuleContext context;

    CallResolver(RuleContext context) {
        this.context = context;
    }

    /** How a call is used. */
    enum Use {
        /** As a statement: its last operand may be one more, for the value. */
        STATEMENT,
        /** As a term. */
        VALUE
    }

    /** What a function is, or null where there is none and a diagnostic says so. */
    @Nullable
    Callee resolve(Ref function, int count, Span span, Use use) {
        if (!(function.head() instanceof Var head)) {
            undefined(function, TermText.of(function), span);
            return null;
        }
        GlobalName global = context.scope().hidesGlobal(head.name())
                ? null
                : context.module().find(head.name());
        if (global == null && isShadowed(function, head, span, use)) {
            return null;
        }
        List<RegoValue> names = constantPath(function);
        boolean isData = global == null ? head.name().equals("data") : !global.isInput();
        if (names == null || (global != null && global.isInput())) {
            undefined(function, TermText.of(function), span);
            return null;
        }
        if (isData) {
            List<RegoValue> path = new ArrayList<>(global == null ? List.of() : global.path());
            path.addAll(names);
            return function(function, path, count, span, use);
        }
        return builtin(function, count, span, use);
    }

    /** What {@code rego.metadata.rule} or {@code rego.metadata.chain} stands for, or null for any other call. */
    @Nullable
    RegoValue metadata(Term.Call call) {
        boolean named = call.function().head() instanceof Var head
                && head.name().equals("rego")
                && call.function().path().size() == 2
                && !context.scope().hidesGlobal("rego")
                && context.module().find("rego") == null;
        String name = named ? TermText.of(call.function()) : "";
        return named && context.program().builtins().signature(name).isPresent()
                ? context.program().metadata().value(name, context.header())
                : null;
    }

    private boolean isShadowed(Ref function, Var head, Span span, Use use) {
        LocalScope.Entry declaration = context.scope().declaration(head.name());
        if (declaration == null) {
            context.scope().touch(head.name(), head.span());
            return false;
        }
        String text = TermText.of(function);
        context.error(
                use == Use.VALUE ? DiagnosticCode.COMPILE : DiagnosticCode.TYPE,
                span,
                "called function `" + text + "` shadowed",
                "rename the variable `" + head.name() + "` declared at "
                        + declaration.span().line() + ":" + declaration.span().column());
        return true;
    }

    private static @Nullable List<RegoValue> constantPath(Ref function) {
        List<RegoValue> names = new ArrayList<>();
        for (Term operand : function.path()) {
            if (!(operand instanceof Term.Scalar scalar)) {
                return null;
            }
            names.add(scalar.value());
        }
        return names;
    }

    private @Nullable Callee function(Ref function, List<RegoValue> path, int count, Span span, Use use) {
        int arity = context.program().rules().arity(path);
        List<String> names = Paths.strings(path);
        if (arity == RuleLookup.NONE || names == null) {
            undefined(function, Paths.text(path), span);
            return null;
        }
        if (arity == 0 || (count != arity && (use == Use.VALUE || count != arity + 1))) {
            context.error(
                    DiagnosticCode.TYPE,
                    span,
                    "function `" + Paths.text(path) + "` has arity " + arity + ", got " + arguments(count),
                    arity == 0 ? "it is a rule, not a function: leave out the parentheses" : null);
            return null;
        }
        return new Callee.Function(names);
    }

    private static String arguments(int count) {
        return count + (count == 1 ? " argument" : " arguments");
    }

    private @Nullable Callee builtin(Ref function, int count, Span span, Use use) {
        String name = TermText.of(function);
        Optional<BuiltinSignature> found = context.program().builtins().signature(name);
        boolean hidden = name.startsWith(INTERNAL)
                && context.program().builtins().implementation(name).isEmpty();
        if (found.isEmpty() || hidden) {
            undefined(function, name, span);
            return null;
        }
        BuiltinSignature signature = found.get();
        if (use == Use.VALUE && signature.result() == null) {
            context.error(
                    DiagnosticCode.TYPE,
                    span,
                    "`" + span.text() + "` used as value",
                    "it has none: call it on a line of its own");
            return null;
        }
        boolean output = use == Use.STATEMENT && signature.result() != null && count == signature.arity() + 1;
        if (!signature.accepts(count) && !output) {
            context.error(
                    DiagnosticCode.TYPE,
                    span,
                    "`" + name + "`: arity mismatch",
                    "it takes " + arguments(signature.arity()) + ", not " + count);
            return null;
        }
        if (signature.deprecated() && (context.program().options().strict() || isV1())) {
            context.error(
                    DiagnosticCode.TYPE, span, "deprecated built-in function calls in expression: `" + name + "`");
            return null;
        }
        return checkImplemented(name, span) ? new Callee.Builtin(name) : null;
    }

    private boolean isV1() {
        Module module = context.module().module();
        return module != null && module.version() == RegoVersion.V1;
    }

    /** The number of arguments that {@code callee} takes. */
    int arity(Callee callee) {
        return switch (callee) {
            case Callee.Builtin builtin ->
                context.program()
                        .builtins()
                        .signature(builtin.name())
                        .map(BuiltinSignature::arity)
                        .orElse(0);
            case Callee.Function function -> context.program().rules().arity(Paths.of(function.path()));
        };
    }

    /** False, with a diagnostic, where the engine cannot evaluate {@code name}. */
    boolean checkImplemented(String name, Span span) {
        if (name.equals("print")
                || name.equals("eq")
                || name.equals("assign")
                || context.program().builtins().implementation(name).isPresent()) {
            return true;
        }
        if (context.program().builtins().signature(name).isEmpty()) {
            context.error(
                    DiagnosticCode.TYPE, span, "undefined function `" + name + "`", "the capabilities do not have it");
            return false;
        }
        context.error(
                DiagnosticCode.TYPE,
                span,
                "the built-in function `" + name + "` is not supported by this engine",
                "evaluate the policy with another engine, or without this call");
        return false;
    }

    private void undefined(Ref function, String name, Span span) {
        String near = SimilarNames.nearest(TermText.of(function), candidates());
        context.error(
                DiagnosticCode.TYPE,
                span,
                "undefined function `" + name + "`",
                near == null ? null : "did you mean `" + near + "`?");
    }

    private Set<String> candidates() {
        Set<String> names = new TreeSet<>();
        context.program().builtins().signatures().stream()
                .filter(signature -> !signature.name().startsWith(INTERNAL) && signature.infix() == null)
                .filter(signature -> !signature.deprecated())
                .forEach(signature -> names.add(signature.name()));
        for (String name : context.module().names()) {
            List<RegoValue> path = new ArrayList<>(context.module().packagePath());
            path.add(RegoString.of(name));
            if (context.program().rules().hasFunction(path)) {
                names.add(name);
            }
        }
        return names;
    }
}
