package dev.writ.policy.eval;

import dev.writ.policy.ir.CollectionKind;
import dev.writ.policy.ir.Function;
import dev.writ.policy.runtime.Collector;
import dev.writ.policy.runtime.Lookups;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoValue;

/** A partial rule: its whole collection, or one key of a nested one. */
final class CollectionFunction extends CompiledFunction {

    private final Clauses clauses;
    private final CollectionKind kind;

    CollectionFunction(Function function, NodeCompiler compiler) {
        super(function);
        this.clauses = Clauses.of(function, compiler);
        this.kind = function.collection();
    }

    @Override
    Maybe compute(Frame frame) {
        Collector collector = Collector.ofRule(kind, frame.meter);
        frame.collectors[0] = collector;
        clauses.run(frame, false);
        RegoValue collection = collector.build();
        return parameters() == 0 ? collection : Lookups.lookup(collection, frame.slots[0]);
    }
}
