package dev.writ.policy.runtime;

import dev.writ.policy.ir.CollectionKind;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;

/** A collection under construction: of a comprehension or a partial rule. Used by one thread, built once. */
public sealed interface Collector permits ArrayCollector, SetCollector, ObjectCollector, DocumentCollector {

    /** Adds a member below a path; arrays and sets have no path. */
    void member(RegoValue[] path, RegoValue member, Span place);

    /** Adds a value below a path of at least one key; objects have exactly one. */
    void entry(RegoValue[] path, RegoValue value, Span place);

    /** What was collected. */
    RegoValue build();

    /** An empty collector for what a partial rule gives. */
    static Collector ofRule(CollectionKind kind, Meter meter) {
        return kind == CollectionKind.OBJECT ? new ObjectCollector(meter, true) : of(kind, meter);
    }

    /** An empty collector for what a comprehension gives. */
    static Collector of(CollectionKind kind, Meter meter) {
        return switch (kind) {
            case ARRAY -> new ArrayCollector(meter);
            case SET -> new SetCollector(meter);
            case OBJECT -> new ObjectCollector(meter, false);
            case DOCUMENT -> new DocumentCollector(meter);
        };
    }
}
