package dev.writ.policy.opaplan;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The statements of one block of a plan, being written.
 *
 * @param locals the locals of the function that the block belongs to
 */
record PlanCode(Locals locals, PlanConstants constants, List<RegoValue> statements) {

    /** Numbers the locals of one function. */
    static final class Locals {
        private int next;

        Locals(int first) {
            this.next = first;
        }

        int fresh() {
            return next++;
        }
    }

    /** A further block of the same function. */
    PlanCode block() {
        return new PlanCode(locals, constants, new ArrayList<>());
    }

    int fresh() {
        return locals.fresh();
    }

    RegoObject toJson() {
        return RegoObject.of(Map.of("stmts", RegoArray.of(statements)));
    }

    /** Adds a statement. */
    void add(String type, RegoObject.Builder members, Span span) {
        members.put("file", PlanConstants.number(constants.file(span.file().name())));
        members.put("row", PlanConstants.number(span.line()));
        members.put("col", PlanConstants.number(span.column()));
        members.put("end_row", PlanConstants.number(span.endLine()));
        members.put("end_col", PlanConstants.number(span.endColumn()));
        statements.add(RegoObject.builder()
                .put("type", RegoString.of(type))
                .put("stmt", members.build())
                .build());
    }

    static RegoObject.Builder members() {
        return RegoObject.builder();
    }

    /** An operand that reads a local. */
    static RegoValue local(int index) {
        return operand("local", RegoNumber.of(index));
    }

    private static RegoValue operand(String type, RegoValue value) {
        return RegoObject.builder()
                .put("type", RegoString.of(type))
                .put("value", value)
                .build();
    }

    /** An operand with a constant; what is neither a text nor a boolean is made first, by statements here. */
    RegoValue constant(RegoValue value, Span span) {
        return switch (value) {
            case RegoString text -> operand("string_index", RegoNumber.of(constants.string(text.value())));
            case RegoBoolean bool -> operand("bool", bool);
            case RegoNumber number -> local(make(number, span));
            case RegoNull none -> local(make(none, span));
            case RegoArray array -> local(make(array, span));
            case RegoSet set -> local(make(set, span));
            case RegoObject object -> local(make(object, span));
        };
    }

    /** The local of a value that is made here. */
    int make(RegoValue value, Span span) {
        int target = fresh();
        switch (value) {
            case RegoNull ignored -> target("MakeNullStmt", target, span);
            case RegoNumber number -> number(number, target, span);
            case RegoString ignored -> assign(constant(value, span), target, span);
            case RegoBoolean ignored -> assign(constant(value, span), target, span);
            case RegoArray array -> {
                makeArray(target, span);
                array.forEach(each -> append(target, constant(each, span), span));
            }
            case RegoSet set -> {
                target("MakeSetStmt", target, span);
                set.forEach(each -> setAdd(target, constant(each, span), span));
            }
            case RegoObject object -> {
                target("MakeObjectStmt", target, span);
                object.forEach((key, each) -> insert(target, constant(key, span), constant(each, span), false, span));
            }
        }
        return target;
    }

    private void number(RegoNumber number, int target, Span span) {
        RegoValue index = RegoNumber.of(constants.string(number.text()));
        // Under both names, as OPA writes it: older readers know the second one only.
        add(
                "MakeNumberRefStmt",
                members().put("index", index).put("Index", index).put("target", n(target)),
                span);
    }

    private static RegoValue n(int value) {
        return RegoNumber.of(value);
    }

    /** A statement that has a target only. */
    void target(String type, int target, Span span) {
        add(type, members().put("target", n(target)), span);
    }

    void makeArray(int target, Span span) {
        add("MakeArrayStmt", members().put("capacity", n(0)).put("target", n(target)), span);
    }

    void assign(RegoValue source, int target, Span span) {
        add("AssignVarStmt", members().put("source", source).put("target", n(target)), span);
    }

    void assignOnce(RegoValue source, int target, Span span) {
        add("AssignVarOnceStmt", members().put("source", source).put("target", n(target)), span);
    }

    void reset(int target, Span span) {
        target("ResetLocalStmt", target, span);
    }

    void dot(RegoValue source, RegoValue key, int target, Span span) {
        add("DotStmt", members().put("source", source).put("key", key).put("target", n(target)), span);
    }

    void call(String function, List<RegoValue> arguments, int result, Span span) {
        RegoObject.Builder members = members()
                .put("func", RegoString.of(function))
                .put("args", RegoArray.of(arguments))
                .put("result", n(result));
        add("CallStmt", members, span);
    }

    void append(int array, RegoValue value, Span span) {
        add("ArrayAppendStmt", members().put("array", n(array)).put("value", value), span);
    }

    void setAdd(int set, RegoValue value, Span span) {
        add("SetAddStmt", members().put("set", n(set)).put("value", value), span);
    }

    void insert(int object, RegoValue key, RegoValue value, boolean once, Span span) {
        add(
                once ? "ObjectInsertOnceStmt" : "ObjectInsertStmt",
                members().put("object", n(object)).put("key", key).put("value", value),
                span);
    }

    /** Fails unless a local is defined, or is not. */
    void require(int local, boolean defined, Span span) {
        add(defined ? "IsDefinedStmt" : "IsUndefinedStmt", members().put("source", n(local)), span);
    }

    /** A test of one operand, such as {@code IsArrayStmt}. */
    void test(String type, RegoValue source, Span span) {
        add(type, members().put("source", source), span);
    }

    /** {@code EqualStmt} or {@code NotEqualStmt}. */
    void compare(String type, RegoValue first, RegoValue second, Span span) {
        add(type, members().put("a", first).put("b", second), span);
    }

    void leave(int blocks, Span span) {
        add("BreakStmt", members().put("index", n(blocks)), span);
    }

    /** Runs blocks one after the other. */
    void blocks(List<PlanCode> blocks, Span span) {
        add(
                "BlockStmt",
                members()
                        .put(
                                "blocks",
                                RegoArray.of(blocks.stream()
                                        .<RegoValue>map(PlanCode::toJson)
                                        .toList())),
                span);
    }

    void scan(int source, int key, int value, PlanCode body, Span span) {
        RegoObject.Builder members = members()
                .put("source", n(source))
                .put("key", n(key))
                .put("value", n(value))
                .put("block", body.toJson());
        add("ScanStmt", members, span);
    }

    void with(int local, List<RegoValue> path, RegoValue value, PlanCode body, Span span) {
        RegoObject.Builder members = members()
                .put("local", n(local))
                .put("path", path.isEmpty() ? RegoNull.NULL : RegoArray.of(path))
                .put("value", value)
                .put("block", body.toJson());
        add("WithStmt", members, span);
    }

    void length(RegoValue source, int target, Span span) {
        add("LenStmt", members().put("source", source).put("target", n(target)), span);
    }

    void merge(int first, int second, int target, Span span) {
        add("ObjectMergeStmt", members().put("a", n(first)).put("b", n(second)).put("target", n(target)), span);
    }
}
