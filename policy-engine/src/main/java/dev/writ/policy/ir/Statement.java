package dev.writ.policy.ir;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoValue;
import java.util.List;

/**
 * One step of a body. Each has the span of the source that made it. {@code target} is the slot that is written; where
 * the result is undefined the statement fails instead and writes nothing.
 */
public sealed interface Statement {

    /** Where in the source this comes from. */
    Span span();

    /** Statements that compute one value or fail. */
    sealed interface Assigning extends Statement {
        /** The slot that receives the value. */
        int target();
    }

    /** Statements that test and write nothing. */
    sealed interface Testing extends Statement {}

    /** Statements that run a block once for each solution; nothing follows them in their own block. */
    sealed interface Looping extends Statement {
        /** Everything that follows. */
        Block body();
    }

    /** Statements that hand a solution over. */
    sealed interface Yielding extends Statement {}

    /** Copies a value. */
    record Move(int target, Operand source, Span span) implements Assigning {}

    /** Reads a constant path below a document from outside; an empty path is the whole document. */
    record LoadPath(int target, Root root, List<RegoValue> path, Span span) implements Assigning {
        public LoadPath {
            path = List.copyOf(path);
        }
    }

    /** Reads a whole document: base data merged with what the rules below the node produce. */
    record LoadDocument(int target, DocumentNode node, Span span) implements Assigning {}

    /**
     * {@code source[key]} on a value; fails where the key is not there. {@code stored} says that the value is a part of the
     * base data, which are addressed by text: there {@code 2} finds the key {@code "2"}, too.
     */
    record Lookup(int target, Operand source, Operand key, boolean stored, Span span) implements Assigning {}

    /** Makes an array. */
    record MakeArray(int target, List<Operand> items, Span span) implements Assigning {
        public MakeArray {
            items = List.copyOf(items);
        }
    }

    /** Makes a set; equal members fall together. */
    record MakeSet(int target, List<Operand> items, Span span) implements Assigning {
        public MakeSet {
            items = List.copyOf(items);
        }
    }

    /** Makes an object; of equal keys the last one counts. */
    record MakeObject(int target, List<Entry> entries, Span span) implements Assigning {
        public MakeObject {
            entries = List.copyOf(entries);
        }
    }

    /** One entry of {@link MakeObject}. */
    record Entry(Operand key, Operand value) {}

    /** Makes the text of a template string; a part that is absent shows as {@code <undefined>}. */
    record MakeText(int target, List<TextPart> parts, Span span) implements Assigning {
        public MakeText {
            parts = List.copyOf(parts);
        }
    }

    /** Calls a rule or a user function; {@code with} may replace it. */
    record CallFunction(int target, int function, List<Operand> arguments, Span span) implements Assigning {
        public CallFunction {
            arguments = List.copyOf(arguments);
        }
    }

    /** Looks one key up in a partial rule: for a set the member itself, for an object the value under the key. */
    record CallKeyed(int target, int function, Operand key, Span span) implements Assigning {}

    /** Calls a built-in function that gives at most one value; {@code with} may replace it. */
    record CallBuiltin(int target, String name, List<Operand> arguments, Span span) implements Assigning {
        public CallBuiltin {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code print}: each argument is a block that yields the values to show, so that undefined parts show as such. */
    record Print(List<TextPart> parts, Span span) implements Testing {
        public Print {
            parts = List.copyOf(parts);
        }
    }

    /** A comprehension: runs {@code body}, whose {@link YieldMember} or {@link YieldEntry} fill the collection. */
    record Comprehend(int target, CollectionKind kind, int collector, Block body, Span span) implements Assigning {}

    /** Fails unless both are equal. */
    record RequireEqual(Operand left, Operand right, Span span) implements Testing {}

    /** Fails when the value is {@code false}. */
    record RequireNotFalse(Operand source, Span span) implements Testing {}

    /** Fails unless the value is an array of exactly this size. */
    record RequireArray(Operand source, int size, Span span) implements Testing {}

    /** Fails unless the value is an object of exactly this size. */
    record RequireObject(Operand source, int size, Span span) implements Testing {}

    /** Always fails: a body that can never hold, such as the comparison of two unequal constants. */
    record Fail(Span span) implements Testing {}

    /** Fails when the block has a solution. */
    record Not(Block block, Span span) implements Testing {}

    /** Fails unless each block, in order, has a solution. */
    record AllOf(List<Block> blocks, Span span) implements Testing {
        public AllOf {
            blocks = List.copyOf(blocks);
        }
    }

    /** Fails unless one of the blocks, tried in order, has a solution. */
    record AnyOf(List<Block> blocks, Span span) implements Testing {
        public AnyOf {
            blocks = List.copyOf(blocks);
        }
    }

    /** Fails unless the block has a solution for every element; fails on a value that has no elements at all to give. */
    record Every(Operand domain, int key, int value, Block block, Span span) implements Testing {}

    /** Runs the body for every element of an array, object or set; other values have none. */
    record Scan(Operand source, int key, int value, Block body, Span span) implements Looping {}

    /**
     * Runs the body for every document that matches a path below a node, in rules and base data alike. The first step
     * is not known when planning; later ones may be. Only what matches is computed.
     */
    record ScanDocument(int target, DocumentNode node, List<Step> steps, Block body, Span span) implements Looping {
        public ScanDocument {
            steps = List.copyOf(steps);
        }
    }

    /** Runs the body for every row that a relation such as {@code walk} gives. */
    record ScanRelation(int target, String name, List<Operand> arguments, Block body, Span span) implements Looping {
        public ScanRelation {
            arguments = List.copyOf(arguments);
        }
    }

    /** Runs the body under replaced documents and functions. */
    record With(List<Substitution> substitutions, Block body, Span span) implements Looping {
        public With {
            substitutions = List.copyOf(substitutions);
        }
    }

    /** Runs the body under the context that surrounded the nearest enclosing {@link With}. */
    record LeaveWith(Block body, Span span) implements Looping {}

    /** Tells an explanation that evaluation is here, and when it comes back. */
    record Marked(Mark mark, Block body) implements Looping {
        @Override
        public Span span() {
            return mark.place();
        }
    }

    /** Ends the nearest enclosing {@link Not}, {@link AllOf}, {@link AnyOf} or {@link Every} block: it has a solution. */
    record Succeed(Span span) implements Yielding {}

    /**
     * A value of a complete rule or function. {@code last} says that further solutions of this body cannot differ, so
     * that the executor may stop.
     */
    record YieldResult(Operand value, boolean last, Span span) implements Yielding {}

    /** A member of a set, or an item of an array comprehension; {@code path} leads to a set nested in objects. */
    record YieldMember(int collector, List<Operand> path, Operand member, Span span) implements Yielding {
        public YieldMember {
            path = List.copyOf(path);
        }
    }

    /** A value below a path of at least one key. */
    record YieldEntry(int collector, List<Operand> path, Operand value, Span span) implements Yielding {
        public YieldEntry {
            path = List.copyOf(path);
        }
    }

    /** One result of a query. */
    record YieldRow(List<Operand> columns, Span span) implements Yielding {
        public YieldRow {
            columns = List.copyOf(columns);
        }
    }
}
