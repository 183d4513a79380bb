package dev.writ.policy.opaplan;

import dev.writ.policy.opaplan.OpaPlan.Block;
import dev.writ.policy.opaplan.OpaPlan.Function;
import dev.writ.policy.opaplan.OpaPlan.Operand;
import dev.writ.policy.opaplan.OpaPlan.Place;
import dev.writ.policy.runtime.Lookups;
import dev.writ.policy.runtime.Replacing;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.Undefined;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The locals of one call, and the statements that run on them.
 *
 * <p>What running gives is a number: {@link #NEXT} goes on, {@link #RETURN} ends the call, and any number from 0 leaves that
 * many blocks beyond the one that runs. A statement that is undefined leaves its own block.
 */
final class PlanFrame {

    private static final int NEXT = -1;
    private static final int RETURN = -2;
    private static final int UNDEFINED = 0;

    /** How many blocks beyond its own a dynamic call leaves whose function was found and is undefined. */
    private static final int UNDEFINED_DOCUMENT = 3;

    private final PlanRun run;
    private final @Nullable Cell[] locals;
    private @Nullable RegoValue returned;

    PlanFrame(PlanRun run, int size) {
        this.run = run;
        this.locals = new Cell[size];
    }

    void set(int local, RegoValue value) {
        locals[local] = new Cell.Ready(value);
    }

    /** What the call returned, or null. */
    @Nullable
    RegoValue returned() {
        return returned;
    }

    /** Runs the blocks of a function or entrypoint. */
    void run(List<Block> blocks) {
        for (Block block : blocks) {
            if (run(block) == RETURN) {
                return;
            }
        }
    }

    private int run(Block block) {
        for (PlanStatement statement : block.statements()) {
            int signal = switch (statement) {
                case PlanStatement.Control control -> control(control);
                case PlanStatement.Assigning assigning -> assign(assigning);
                case PlanStatement.Testing testing -> test(testing) ? NEXT : UNDEFINED;
                case PlanStatement.Building building -> build(building) ? NEXT : UNDEFINED;
            };
            if (signal != NEXT) {
                return signal;
            }
        }
        return NEXT;
    }

    private int control(PlanStatement.Control statement) {
        return switch (statement) {
            case PlanStatement.BlockStmt s -> blocks(s);
            case PlanStatement.BreakStmt s -> s.index();
            case PlanStatement.NotStmt s -> {
                int signal = run(s.block());
                yield signal == NEXT ? UNDEFINED : signal == UNDEFINED ? NEXT : outward(signal, 1);
            }
            case PlanStatement.ScanStmt s -> scan(s);
            case PlanStatement.WithStmt s -> with(s);
            case PlanStatement.ReturnLocalStmt s -> {
                returned = value(s.source());
                yield RETURN;
            }
            case PlanStatement.ResultSetAddStmt s -> {
                RegoValue value = value(s.value());
                if (value != null) {
                    run.addResult(value);
                }
                yield NEXT;
            }
            case PlanStatement.NopStmt ignored -> NEXT;
        };
    }

    /** A signal as the statement {@code levels} blocks further out sees it. */
    private static int outward(int signal, int levels) {
        return signal == RETURN ? RETURN : signal - levels;
    }

    private int blocks(PlanStatement.BlockStmt statement) {
        for (Block block : statement.blocks()) {
            int signal = run(block);
            if (signal != NEXT && signal != UNDEFINED) {
                return outward(signal, 1);
            }
        }
        return NEXT;
    }

    /** A loop counts twice: leaving its block goes on with the next element, leaving one more ends the loop. */
    private int scan(PlanStatement.ScanStmt statement) {
        RegoValue source = value(statement.source());
        int size = source == null ? -1 : Lookups.elements(source);
        for (int i = 0; i < size; i++) {
            run.step();
            if (source instanceof RegoObject object) {
                set(statement.key(), object.keyAt(i));
                set(statement.value(), object.valueAt(i));
            } else if (source instanceof RegoArray array) {
                set(statement.key(), RegoNumber.of(i));
                set(statement.value(), array.get(i));
            } else if (source instanceof RegoSet set) {
                set(statement.key(), set.get(i));
                set(statement.value(), set.get(i));
            }
            int signal = run(statement.block());
            if (signal == 1) {
                return NEXT;
            }
            if (signal != NEXT && signal != UNDEFINED) {
                return outward(signal, 2);
            }
        }
        return NEXT;
    }

    private int with(PlanStatement.WithStmt statement) {
        RegoValue replacement = read(statement.value());
        Cell before = locals[statement.local()];
        if (replacement == null) {
            // The planner restores a document this way; it may have been undefined.
            locals[statement.local()] = statement.path().isEmpty() ? null : before;
        } else {
            Maybe document = before == null ? Undefined.UNDEFINED : before.value();
            set(statement.local(), Replacing.at(document, statement.path(), replacement));
        }
        run.enterWith();
        int signal = run(statement.block());
        run.leaveWith();
        locals[statement.local()] = before;
        return signal == NEXT || signal == UNDEFINED ? signal : outward(signal, 1);
    }

    private int assign(PlanStatement.Assigning statement) {
        return switch (statement) {
            case PlanStatement.CallStmt s ->
                result(s.result(), run.call(s.function(), arguments(s.arguments()), s.place()));
            case PlanStatement.CallDynamicStmt s -> callDynamic(s);
            case PlanStatement.DotStmt s -> dot(s);
            case PlanStatement.LenStmt s -> length(s);
            case PlanStatement.AssignIntStmt s -> result(s.target(), s.value());
            case PlanStatement.AssignVarStmt s -> {
                locals[s.target()] = cell(s.source());
                yield NEXT;
            }
            case PlanStatement.AssignVarOnceStmt s -> assignOnce(s);
            case PlanStatement.ResetLocalStmt s -> {
                locals[s.target()] = null;
                yield NEXT;
            }
            case PlanStatement.MakeConstantStmt s -> result(s.target(), s.value());
            case PlanStatement.MakeArrayStmt s -> made(s.target(), Cell.Items.empty());
            case PlanStatement.MakeObjectStmt s -> made(s.target(), Cell.Entries.empty());
            case PlanStatement.MakeSetStmt s -> made(s.target(), Cell.Members.empty());
            case PlanStatement.ObjectMergeStmt s -> merge(s);
        };
    }

    private int made(int target, Cell cell) {
        locals[target] = cell;
        return NEXT;
    }

    private int result(int target, @Nullable RegoValue value) {
        if (value == null) {
            locals[target] = null;
            return UNDEFINED;
        }
        set(target, value);
        return NEXT;
    }

    private int callDynamic(PlanStatement.CallDynamicStmt statement) {
        List<RegoValue> path = new ArrayList<>();
        for (Operand key : statement.path()) {
            RegoValue value = read(key);
            if (value == null) {
                return UNDEFINED;
            }
            path.add(value);
        }
        Function function = run.documentAt(path);
        if (function == null) {
            return UNDEFINED;
        }
        List<@Nullable RegoValue> arguments = new ArrayList<>();
        statement.arguments().forEach(local -> arguments.add(value(local)));
        int signal = result(statement.result(), run.call(function, arguments));
        return signal == UNDEFINED ? UNDEFINED_DOCUMENT : signal;
    }

    private int dot(PlanStatement.DotStmt statement) {
        RegoValue key = read(statement.key());
        Cell source = cell(statement.source());
        if (key == null || source == null) {
            return UNDEFINED;
        }
        Cell found = source instanceof Cell.Entries(var entries)
                ? entries.get(key)
                : Lookups.lookup(source.value(), key) instanceof RegoValue value ? new Cell.Ready(value) : null;
        locals[statement.target()] = found;
        return found == null ? UNDEFINED : NEXT;
    }

    private int length(PlanStatement.LenStmt statement) {
        RegoValue source = read(statement.source());
        if (source == null) {
            return UNDEFINED;
        }
        String text = source instanceof RegoString string ? string.value() : "";
        int elements = Lookups.elements(source);
        set(statement.target(), RegoNumber.of(elements < 0 ? text.codePointCount(0, text.length()) : elements));
        return NEXT;
    }

    private int assignOnce(PlanStatement.AssignVarOnceStmt statement) {
        Cell source = cell(statement.source());
        Cell known = locals[statement.target()];
        if (known != null && source != null && !known.value().equals(source.value())) {
            throw conflict(statement.place(), "a rule or function produced conflicting values");
        }
        locals[statement.target()] = source;
        return NEXT;
    }

    private int merge(PlanStatement.ObjectMergeStmt statement) {
        Maybe first = maybe(statement.first());
        Maybe second = maybe(statement.second());
        return result(statement.target(), Replacing.merge(first, second) instanceof RegoValue value ? value : null);
    }

    private Maybe maybe(int local) {
        RegoValue value = value(local);
        return value == null ? Undefined.UNDEFINED : value;
    }

    private boolean test(PlanStatement.Testing statement) {
        return switch (statement) {
            case PlanStatement.EqualStmt s -> equal(s.first(), s.second());
            case PlanStatement.NotEqualStmt s -> !equal(s.first(), s.second());
            case PlanStatement.IsArrayStmt s -> read(s.source()) instanceof RegoArray;
            case PlanStatement.IsObjectStmt s -> read(s.source()) instanceof RegoObject;
            case PlanStatement.IsSetStmt s -> read(s.source()) instanceof RegoSet;
            case PlanStatement.IsDefinedStmt s -> locals[s.source()] != null;
            case PlanStatement.IsUndefinedStmt s -> locals[s.source()] == null;
        };
    }

    private boolean equal(Operand first, Operand second) {
        return java.util.Objects.equals(read(first), read(second));
    }

    private boolean build(PlanStatement.Building statement) {
        return switch (statement) {
            case PlanStatement.ArrayAppendStmt s -> {
                Cell value = cell(s.value());
                if (value == null || !(thawed(s.array()) instanceof Cell.Items(List<Cell> items))) {
                    yield false;
                }
                items.add(value);
                run.size(items.size());
                yield true;
            }
            case PlanStatement.SetAddStmt s -> {
                RegoValue value = read(s.value());
                if (value == null || !(thawed(s.set()) instanceof Cell.Members(var members))) {
                    yield false;
                }
                members.add(value);
                run.size(members.size());
                yield true;
            }
            case PlanStatement.ObjectInsertStmt s -> insert(s.object(), s.key(), s.value(), null);
            case PlanStatement.ObjectInsertOnceStmt s -> insert(s.object(), s.key(), s.value(), s.place());
        };
    }

    /** {@code once} is the place of the conflict, where another value for the key is one. */
    private boolean insert(int object, Operand keyOperand, Operand valueOperand, @Nullable Place once) {
        RegoValue key = read(keyOperand);
        Cell value = cell(valueOperand);
        if (key == null || value == null || !(thawed(object) instanceof Cell.Entries(var entries))) {
            return false;
        }
        Cell known = once == null ? null : entries.get(key);
        if (known != null && once != null && !known.value().equals(value.value())) {
            throw conflict(once, "object keys must be unique");
        }
        entries.put(key, value);
        run.size(entries.size());
        return true;
    }

    /** The collection in a local, ready to grow. */
    private @Nullable Cell thawed(int local) {
        Cell cell = locals[local];
        if (!(cell instanceof Cell.Ready(RegoValue value))) {
            return cell;
        }
        Cell thawed = Cell.thaw(value);
        locals[local] = thawed;
        return thawed;
    }

    private static RuntimeException conflict(Place place, String message) {
        return PlanRun.failure(DiagnosticCode.EVAL_CONFLICT, place, message);
    }

    private List<@Nullable RegoValue> arguments(List<Operand> operands) {
        List<@Nullable RegoValue> arguments = new ArrayList<>(operands.size());
        for (Operand operand : operands) {
            arguments.add(read(operand));
        }
        return arguments;
    }

    private @Nullable Cell cell(Operand operand) {
        return switch (operand) {
            case Operand.Local(int index) -> locals[index];
            case Operand.Constant(RegoValue value) -> new Cell.Ready(value);
        };
    }

    private @Nullable RegoValue read(Operand operand) {
        return switch (operand) {
            case Operand.Local(int index) -> value(index);
            case Operand.Constant(RegoValue value) -> value;
        };
    }

    private @Nullable RegoValue value(int local) {
        Cell cell = locals[local];
        return cell == null ? null : cell.value();
    }
}
