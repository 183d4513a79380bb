package dev.writ.policy.ir;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * All rules of one path, or all definitions of one function.
 *
 * @param id its place in {@link Program#functions()}
 * @param path the keys from {@code data} to the document or function; empty for a query
 * @param name the path as people write it, such as {@code data.writ.access.allow}
 * @param kind what calling it gives
 * @param collection what a partial rule builds, in collector 0
 * @param parameters how many arguments it takes; they arrive in the first slots
 * @param slots the size of the frame
 * @param collectors how many collections can be under construction at once
 * @param clauses the rules, in source order
 * @param index chooses the clauses that can hold; absent when it would not narrow them
 * @param stopAtFirst whether all clauses give the same constant, so that the first solution decides
 * @param memoised whether results are worth keeping for the rest of an evaluation
 * @param fallback the default value's block; it ends in {@link Statement.YieldResult}
 * @param keyed for a partial rule the function of one parameter that computes a single key
 * @param span the first rule
 */
public record Function(
        int id,
        List<RegoValue> path,
        String name,
        FunctionKind kind,
        CollectionKind collection,
        int parameters,
        int slots,
        int collectors,
        List<Clause> clauses,
        Optional<RuleIndex> index,
        boolean stopAtFirst,
        boolean memoised,
        Optional<Block> fallback,
        OptionalInt keyed,
        Span span) {

    public Function {
        path = List.copyOf(path);
        clauses = List.copyOf(clauses);
    }
}
