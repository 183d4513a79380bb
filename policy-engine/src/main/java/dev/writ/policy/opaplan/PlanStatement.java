package dev.writ.policy.opaplan;

import dev.writ.policy.opaplan.OpaPlan.Block;
import dev.writ.policy.opaplan.OpaPlan.Operand;
import dev.writ.policy.opaplan.OpaPlan.Place;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoValue;
import java.util.List;

/** One statement of a plan; the names are OPA's. */
sealed interface PlanStatement {

    /** Where it comes from. */
    Place place();

    /** Statements that own blocks, or leave them. */
    sealed interface Control extends PlanStatement {}

    /** Statements that write a local, or are undefined. */
    sealed interface Assigning extends PlanStatement {}

    /** Statements that test and write nothing. */
    sealed interface Testing extends PlanStatement {}

    /** Statements that change a collection under construction. */
    sealed interface Building extends PlanStatement {}

    record BlockStmt(List<Block> blocks, Place place) implements Control {}

    record BreakStmt(int index, Place place) implements Control {}

    record NotStmt(Block block, Place place) implements Control {}

    record ScanStmt(int source, int key, int value, Block block, Place place) implements Control {}

    record WithStmt(int local, List<RegoValue> path, Operand value, Block block, Place place) implements Control {}

    record ReturnLocalStmt(int source, Place place) implements Control {}

    record ResultSetAddStmt(int value, Place place) implements Control {}

    record NopStmt(Place place) implements Control {}

    record CallStmt(String function, List<Operand> arguments, int result, Place place) implements Assigning {}

    record CallDynamicStmt(List<Operand> path, List<Integer> arguments, int result, Place place) implements Assigning {}

    record DotStmt(Operand source, Operand key, int target, Place place) implements Assigning {}

    record LenStmt(Operand source, int target, Place place) implements Assigning {}

    record AssignIntStmt(RegoNumber value, int target, Place place) implements Assigning {}

    record AssignVarStmt(Operand source, int target, Place place) implements Assigning {}

    record AssignVarOnceStmt(Operand source, int target, Place place) implements Assigning {}

    record ResetLocalStmt(int target, Place place) implements Assigning {}

    record MakeConstantStmt(RegoValue value, int target, Place place) implements Assigning {}

    record MakeArrayStmt(int target, Place place) implements Assigning {}

    record MakeObjectStmt(int target, Place place) implements Assigning {}

    record MakeSetStmt(int target, Place place) implements Assigning {}

    record ObjectMergeStmt(int first, int second, int target, Place place) implements Assigning {}

    record EqualStmt(Operand first, Operand second, Place place) implements Testing {}

    record NotEqualStmt(Operand first, Operand second, Place place) implements Testing {}

    record IsArrayStmt(Operand source, Place place) implements Testing {}

    record IsObjectStmt(Operand source, Place place) implements Testing {}

    record IsSetStmt(Operand source, Place place) implements Testing {}

    record IsDefinedStmt(int source, Place place) implements Testing {}

    record IsUndefinedStmt(int source, Place place) implements Testing {}

    record ArrayAppendStmt(Operand value, int array, Place place) implements Building {}

    record SetAddStmt(Operand value, int set, Place place) implements Building {}

    record ObjectInsertStmt(Operand key, Operand value, int object, Place place) implements Building {}

    record ObjectInsertOnceStmt(Operand key, Operand value, int object, Place place) implements Building {}
}
