package dev.writ.policy.plan;

import dev.writ.policy.ir.Block;
import dev.writ.policy.ir.Operand;
import dev.writ.policy.ir.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Where statements go: the block that is being filled, the slots of the frame, and on how many loops each slot depends.
 * One for each clause.
 */
final class Emitter {

    private BlockBuilder current = new BlockBuilder();
    private int slots;
    private int collectors;
    private int loops;
    private int floor;
    private boolean costly;
    private final List<Integer> loopsOfSlot = new ArrayList<>();

    /** A frame whose first slots are arguments and whose first collectors are taken. */
    Emitter(int parameters, int collectors) {
        for (int i = 0; i < parameters; i++) {
            newSlot(0);
        }
        this.collectors = collectors;
    }

    int slots() {
        return slots;
    }

    int collectors() {
        return collectors;
    }

    /** Whether anything was emitted that makes a call worth remembering. */
    boolean costly() {
        return costly;
    }

    int newCollector() {
        return collectors++;
    }

    /** A slot whose value can change with every turn of the loops that are open now. */
    int newSlot() {
        return newSlot(loops);
    }

    /** A slot that the loop which is opened next writes. */
    int loopSlot() {
        return newSlot(loops + 1);
    }

    /** A slot whose value only depends on what the operands depend on. */
    int newSlot(List<Operand> operands) {
        return newSlot(deepest(operands));
    }

    private int deepest(List<Operand> operands) {
        int deepest = floor;
        for (Operand operand : operands) {
            deepest = Math.max(deepest, loopsOf(operand));
        }
        return deepest;
    }

    /**
     * Emits statements that see replaced documents: whatever they compute depends on the loops that the replacing values
     * depend on, too.
     */
    void replacing(List<Operand> values, Runnable emission) {
        int before = floor;
        floor = deepest(values);
        emission.run();
        floor = before;
    }

    private int newSlot(int dependsOnLoops) {
        loopsOfSlot.add(dependsOnLoops);
        return slots++;
    }

    /** On how many of the open loops the operand depends. */
    int loopsOf(Operand operand) {
        return switch (operand) {
            case Operand.Constant ignored -> 0;
            case Operand.Slot slot -> loopsOfSlot.get(slot.index());
        };
    }

    void emit(Statement statement) {
        current.add(statement);
    }

    /** Notes that a call is worth remembering. */
    void markCostly() {
        costly = true;
    }

    /** Opens a loop: what is emitted from now on goes into its body. */
    void open(Function<Block, Statement.Looping> loop) {
        enter(loop);
        loops++;
        costly = true;
    }

    /** Opens a block that runs once: what is emitted from now on goes into it. */
    void enter(Function<Block, Statement.Looping> loop) {
        BlockBuilder body = new BlockBuilder();
        current.add(() -> loop.apply(body.build()));
        current = body;
    }

    /** Emits into a block of its own, and comes back. */
    BlockBuilder nested(Runnable emission) {
        BlockBuilder outer = current;
        int outerLoops = loops;
        BlockBuilder inner = new BlockBuilder();
        current = inner;
        emission.run();
        current = outer;
        loops = outerLoops;
        return inner;
    }

    /** Emits a statement that owns blocks; they are built with the rest. */
    void emitLater(Supplier<Statement> statement) {
        current.add(statement);
    }
}
