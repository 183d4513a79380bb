package dev.writ.policy.opaplan;

import dev.writ.policy.opaplan.OpaPlan.Block;
import dev.writ.policy.opaplan.OpaPlan.Code;
import dev.writ.policy.opaplan.OpaPlan.Function;
import dev.writ.policy.opaplan.OpaPlan.Operand;
import dev.writ.policy.opaplan.OpaPlan.Place;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a plan from JSON; every index in it is checked, so that what runs cannot leave its locals and constants. */
final class PlanReader {

    /** More locals than any policy needs; a bound on the memory of a frame. */
    static final int MAX_LOCAL = 1 << 20;

    private static final int MAX_BREAK = 1 << 20;

    private final List<String> strings;
    private final List<String> files;
    private int largestLocal;

    private PlanReader(List<String> strings, List<String> files) {
        this.strings = strings;
        this.files = files;
    }

    /**
     * The plan of a document.
     *
     * @throws PlanException if it is none
     */
    static OpaPlan read(RegoValue document) {
        PlanJson root = PlanJson.of(document, "plan");
        PlanJson statics = root.optional("static");
        List<String> builtins = new ArrayList<>();
        for (RegoValue each : statics.list("builtin_funcs")) {
            builtins.add(PlanJson.of(each, "plan.static.builtin_funcs").text("name"));
        }
        PlanReader reader = new PlanReader(texts(statics, "strings"), texts(statics, "files"));
        Map<String, Function> functions = new HashMap<>();
        Map<List<RegoValue>, Function> paths = new HashMap<>();
        for (RegoValue each : root.optional("funcs").list("funcs")) {
            PlanJson json = PlanJson.of(each, "plan.funcs");
            Function function = reader.function(json);
            if (functions.put(function.name(), function) != null) {
                throw new PlanException("two functions are called `" + function.name() + "`");
            }
            if (!json.list("path").isEmpty() && function.isDocument()) {
                paths.put(List.copyOf(json.list("path")), function);
            }
        }
        Map<String, Code> entrypoints = new LinkedHashMap<>();
        for (RegoValue each : root.optional("plans").list("plans")) {
            PlanJson json = PlanJson.of(each, "plan.plans");
            String name = json.text("name");
            entrypoints.put(name, reader.code(new PlanJson(json.members(), "plan.plans." + name)));
        }
        return new OpaPlan(entrypoints, functions, paths, List.copyOf(builtins));
    }

    private static List<String> texts(PlanJson statics, String name) {
        return statics.list(name).stream()
                .map(each -> PlanJson.of(each, "plan.static." + name).text("value"))
                .toList();
    }

    private Function function(PlanJson json) {
        String name = json.text("name");
        PlanJson named = new PlanJson(json.members(), "plan.funcs." + name);
        List<Integer> parameters = new ArrayList<>();
        int largest = OpaPlan.DATA;
        for (RegoValue each : named.list("params")) {
            parameters.add(named.index(each, "params", MAX_LOCAL));
            largest = Math.max(largest, parameters.getLast());
        }
        Code code = code(named);
        return new Function(
                name, List.copyOf(parameters), new Code(code.blocks(), Math.max(code.locals(), largest + 1)));
    }

    private Code code(PlanJson json) {
        largestLocal = OpaPlan.DATA;
        List<Block> blocks = blocks(json);
        return new Code(blocks, largestLocal + 1);
    }

    private List<Block> blocks(PlanJson json) {
        return json.list("blocks").stream()
                .map(each -> block(PlanJson.of(each, json.path() + ".blocks")))
                .toList();
    }

    private Block block(PlanJson json) {
        return new Block(json.list("stmts").stream()
                .map(each -> statement(PlanJson.of(each, json.path() + ".stmts")))
                .toList());
    }

    private PlanStatement statement(PlanJson typed) {
        String type = typed.text("type");
        PlanJson s = new PlanJson(typed.object("stmt").members(), typed.path() + "." + type);
        Place at = place(s);
        return switch (type) {
            case "BlockStmt" -> new PlanStatement.BlockStmt(blocks(s), at);
            case "BreakStmt" -> new PlanStatement.BreakStmt(s.index("index", MAX_BREAK), at);
            case "NotStmt" -> new PlanStatement.NotStmt(block(s.object("block")), at);
            case "ScanStmt" ->
                new PlanStatement.ScanStmt(
                        local(s, "source"), local(s, "key"), local(s, "value"), block(s.object("block")), at);
            case "WithStmt" ->
                new PlanStatement.WithStmt(
                        local(s, "local"), constants(s, "path"), operand(s, "value"), block(s.object("block")), at);
            case "ReturnLocalStmt" -> new PlanStatement.ReturnLocalStmt(local(s, "source"), at);
            case "ResultSetAddStmt" -> new PlanStatement.ResultSetAddStmt(local(s, "value"), at);
            case "NopStmt" -> new PlanStatement.NopStmt(at);
            case "EqualStmt" -> new PlanStatement.EqualStmt(operand(s, "a"), operand(s, "b"), at);
            case "NotEqualStmt" -> new PlanStatement.NotEqualStmt(operand(s, "a"), operand(s, "b"), at);
            case "IsArrayStmt" -> new PlanStatement.IsArrayStmt(operand(s, "source"), at);
            case "IsObjectStmt" -> new PlanStatement.IsObjectStmt(operand(s, "source"), at);
            case "IsSetStmt" -> new PlanStatement.IsSetStmt(operand(s, "source"), at);
            case "IsDefinedStmt" -> new PlanStatement.IsDefinedStmt(local(s, "source"), at);
            case "IsUndefinedStmt" -> new PlanStatement.IsUndefinedStmt(local(s, "source"), at);
            case "ArrayAppendStmt" -> new PlanStatement.ArrayAppendStmt(operand(s, "value"), local(s, "array"), at);
            case "SetAddStmt" -> new PlanStatement.SetAddStmt(operand(s, "value"), local(s, "set"), at);
            case "ObjectInsertStmt" ->
                new PlanStatement.ObjectInsertStmt(operand(s, "key"), operand(s, "value"), local(s, "object"), at);
            case "ObjectInsertOnceStmt" ->
                new PlanStatement.ObjectInsertOnceStmt(operand(s, "key"), operand(s, "value"), local(s, "object"), at);
            case String other -> assigning(other, s, at);
        };
    }

    private PlanStatement assigning(String type, PlanJson s, Place at) {
        return switch (type) {
            case "CallStmt" -> new PlanStatement.CallStmt(s.text("func"), operands(s, "args"), local(s, "result"), at);
            case "CallDynamicStmt" ->
                new PlanStatement.CallDynamicStmt(operands(s, "path"), locals(s, "args"), local(s, "result"), at);
            case "DotStmt" ->
                new PlanStatement.DotStmt(operand(s, "source"), operand(s, "key"), local(s, "target"), at);
            case "LenStmt" -> new PlanStatement.LenStmt(operand(s, "source"), local(s, "target"), at);
            case "AssignIntStmt" -> new PlanStatement.AssignIntStmt(s.number("value"), local(s, "target"), at);
            case "AssignVarStmt" -> new PlanStatement.AssignVarStmt(operand(s, "source"), local(s, "target"), at);
            case "AssignVarOnceStmt" ->
                new PlanStatement.AssignVarOnceStmt(operand(s, "source"), local(s, "target"), at);
            case "ResetLocalStmt" -> new PlanStatement.ResetLocalStmt(local(s, "target"), at);
            case "MakeNullStmt" -> new PlanStatement.MakeConstantStmt(RegoNull.NULL, local(s, "target"), at);
            case "MakeNumberIntStmt" -> new PlanStatement.MakeConstantStmt(s.number("value"), local(s, "target"), at);
            case "MakeNumberRefStmt" -> new PlanStatement.MakeConstantStmt(numberRef(s), local(s, "target"), at);
            case "MakeArrayStmt" -> new PlanStatement.MakeArrayStmt(local(s, "target"), at);
            case "MakeObjectStmt" -> new PlanStatement.MakeObjectStmt(local(s, "target"), at);
            case "MakeSetStmt" -> new PlanStatement.MakeSetStmt(local(s, "target"), at);
            case "ObjectMergeStmt" ->
                new PlanStatement.ObjectMergeStmt(local(s, "a"), local(s, "b"), local(s, "target"), at);
            case String unknown -> throw new PlanException("`" + s.path() + "` is a statement of an unknown type");
        };
    }

    /** OPA writes the index under two names and prefers the second. */
    private RegoNumber numberRef(PlanJson s) {
        String text = string(s, s.members().get("index") == null ? "Index" : "index");
        try {
            return RegoNumber.parse(text);
        } catch (NumberFormatException e) {
            throw s.wrong("index", "the index of a number");
        }
    }

    private String string(PlanJson s, String name) {
        return strings.get(s.index(name, strings.size() - 1));
    }

    private Place place(PlanJson s) {
        int file = s.optionalIndex("file", Integer.MAX_VALUE);
        return new Place(
                file < files.size() ? files.get(file) : null,
                s.optionalIndex("row", Integer.MAX_VALUE),
                s.optionalIndex("col", Integer.MAX_VALUE));
    }

    private int local(PlanJson s, String name) {
        return counted(s.index(name, MAX_LOCAL));
    }

    private int counted(int local) {
        largestLocal = Math.max(largestLocal, local);
        return local;
    }

    private List<Integer> locals(PlanJson s, String name) {
        return s.list(name).stream()
                .map(each -> counted(s.index(each, name, MAX_LOCAL)))
                .toList();
    }

    private List<RegoValue> constants(PlanJson s, String name) {
        return s.list(name).stream()
                .<RegoValue>map(each -> RegoString.of(strings.get(s.index(each, name, strings.size() - 1))))
                .toList();
    }

    private List<Operand> operands(PlanJson s, String name) {
        return s.list(name).stream()
                .map(each -> operand(PlanJson.of(each, s.path() + "." + name)))
                .toList();
    }

    private Operand operand(PlanJson s, String name) {
        return operand(s.object(name));
    }

    private Operand operand(PlanJson json) {
        return switch (json.text("type")) {
            case "local" -> new Operand.Local(local(json, "value"));
            case "bool" -> new Operand.Constant(RegoBoolean.of(json.bool("value")));
            case "string_index" -> new Operand.Constant(RegoString.of(string(json, "value")));
            case String unknown -> throw json.wrong("type", "`local`, `bool` or `string_index`");
        };
    }
}
