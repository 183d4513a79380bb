package dev.writ.policy.eval;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.ir.DocumentNode;
import dev.writ.policy.ir.Function;
import dev.writ.policy.ir.Program;
import dev.writ.policy.ir.Substitution;
import dev.writ.policy.runtime.BuiltinCalls;
import dev.writ.policy.runtime.Documents;
import dev.writ.policy.runtime.Execution;
import dev.writ.policy.runtime.Lookups;
import dev.writ.policy.runtime.Mock;
import dev.writ.policy.runtime.RuleCalls;
import dev.writ.policy.runtime.Scope;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.OptionalInt;

/** A program, ready to run. For use by any number of threads. */
public final class CompiledProgram implements RuleCalls {

    private final BuiltinTable builtins;
    private final boolean traced;
    private final CompiledFunction[] functions;
    private final OptionalInt[] keyed;

    private CompiledProgram(Program program, BuiltinTable builtins, boolean traced) {
        this.builtins = builtins;
        this.traced = traced;
        this.functions = new CompiledFunction[program.functions().size()];
        this.keyed = new OptionalInt[functions.length];
        for (Function function : program.functions()) {
            functions[function.id()] = compile(function);
            keyed[function.id()] = function.keyed();
        }
    }

    /** Compiles a program. */
    public static CompiledProgram of(Program program, BuiltinTable builtins) {
        return new CompiledProgram(program, builtins, false);
    }

    /** Compiles a program that tells the evaluation's tracer what it does. */
    public static CompiledProgram traced(Program program, BuiltinTable builtins) {
        return new CompiledProgram(program, builtins, true);
    }

    boolean isTraced() {
        return traced;
    }

    private CompiledFunction compile(Function function) {
        NodeCompiler compiler = new NodeCompiler(this, function);
        return switch (function.kind()) {
            case COMPLETE, FUNCTION -> new ValueFunction(function, compiler);
            case PARTIAL -> new CollectionFunction(function, compiler);
            case KEYED ->
                switch (function.collection()) {
                    case SET, OBJECT, ARRAY -> new ValueFunction(function, compiler);
                    case DOCUMENT -> new CollectionFunction(function, compiler);
                };
            case QUERY -> throw new IllegalArgumentException("a query has no place in a program");
        };
    }

    CompiledFunction function(int id) {
        return functions[id];
    }

    Builtin builtin(String name) {
        return builtins.implementation(name);
    }

    /** Computes a function without arguments. */
    @Override
    public Maybe document(int function, Execution execution, Scope scope) {
        CompiledFunction callee = functions[function];
        return callee.call(execution, scope, callee.newSlots());
    }

    @Override
    public Maybe keyed(int function, RegoValue key, Execution execution, Scope scope) {
        CompiledFunction whole = functions[function];
        if (scope.hidesAnything() && scope.hides(whole.path())) {
            return Lookups.path(Lookups.path(scope.data(), whole.path()), List.of(key));
        }
        Maybe known = scope.memo().document(function);
        if (known instanceof RegoValue collection) {
            return Lookups.lookup(collection, key);
        }
        CompiledFunction single = functions[keyed[function].getAsInt()];
        RegoValue[] slots = single.newSlots();
        slots[0] = key;
        return single.call(execution, scope, slots);
    }

    @Override
    public boolean isKeyed(int function) {
        return keyed[function].isPresent();
    }

    /** Calls what replaces a function. Inside of it nothing is replaced. */
    Maybe mocked(Mock mock, RegoValue[] arguments, Frame frame, Span place) {
        return switch (mock) {
            case Mock.Fixed fixed -> fixed.value();
            case Mock.Call call -> replacing(call.target(), arguments, frame, place);
        };
    }

    private Maybe replacing(Substitution.Target target, RegoValue[] arguments, Frame frame, Span place) {
        return switch (target) {
            case Substitution.Target.Builtin builtin ->
                BuiltinCalls.call(frame.execution, builtin.name(), builtin(builtin.name()), List.of(arguments), place);
            case Substitution.Target.User user -> {
                CompiledFunction callee = functions[user.function()];
                RegoValue[] slots = callee.newSlots();
                System.arraycopy(arguments, 0, slots, 0, arguments.length);
                yield callee.call(frame.execution, frame.scope.withoutMocks(), slots);
            }
        };
    }

    /** Compiles a query against this program. */
    public CompiledQuery query(Function function) {
        return new CompiledQuery(function, new NodeCompiler(this, function));
    }

    /** The whole document at a node, of rules and base data. */
    public Maybe extent(DocumentNode node, Execution execution, Scope scope) {
        return Documents.extent(node, this, execution, scope);
    }
}
