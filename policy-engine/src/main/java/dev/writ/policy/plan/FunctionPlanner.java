package dev.writ.policy.plan;

import dev.writ.policy.check.CheckedQuery;
import dev.writ.policy.check.CheckedRule;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.LocalVar;
import dev.writ.policy.check.RuleKind;
import dev.writ.policy.ir.Block;
import dev.writ.policy.ir.Clause;
import dev.writ.policy.ir.CollectionKind;
import dev.writ.policy.ir.Function;
import dev.writ.policy.ir.FunctionKind;
import dev.writ.policy.ir.Operand;
import dev.writ.policy.ir.Statement;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Plans whole functions: clauses, branches, defaults, keyed forms and queries. */
final class FunctionPlanner {

    private final FunctionTable functions;
    private final Predicate<String> isRelation;
    private final Purpose purpose;

    FunctionPlanner(FunctionTable functions, Predicate<String> isRelation, Purpose purpose) {
        this.functions = functions;
        this.isRelation = isRelation;
        this.purpose = purpose;
    }

    /** What is known of a function before its clauses are planned. */
    private record Outline(
            int id, FunctionKind kind, CollectionKind collection, int parameters, int collectors, OptionalInt keyed) {}

    /** The functions of one place: one, or for a partial rule two. */
    List<Function> plan(FunctionTable.Entry entry) {
        return switch (entry.shape()) {
            case FUNCTION -> {
                List<CheckedTerm> params = first(entry).params();
                int arity = params == null ? 0 : params.size();
                yield List.of(values(entry, FunctionKind.FUNCTION, arity));
            }
            case COMPLETE -> List.of(values(entry, FunctionKind.COMPLETE, 0));
            case PARTIAL -> List.of(collection(entry), keyed(entry));
        };
    }

    private Function values(FunctionTable.Entry entry, FunctionKind kind, int arity) {
        Outline outline = new Outline(entry.id(), kind, CollectionKind.SET, arity, 0, OptionalInt.empty());
        return function(
                entry,
                outline,
                (rule, planner) -> {
                    List<CheckedTerm> params = rule.params();
                    for (int i = 0; params != null && i < params.size(); i++) {
                        planner.patterns()
                                .match(
                                        params.get(i),
                                        new Operand.Slot(i),
                                        params.get(i).span());
                    }
                },
                this::yieldResult);
    }

    private Function collection(FunctionTable.Entry entry) {
        Outline outline = new Outline(entry.id(), FunctionKind.PARTIAL, entry.collection(), 0, 1, entry.keyedId());
        return function(
                entry,
                outline,
                (ignored, alsoIgnored) -> {},
                (rule, branch, planner) -> yieldEntry(entry, rule, branch, planner));
    }

    /** The function for one key: where the key is a variable it is known before the body runs. */
    private Function keyed(FunctionTable.Entry entry) {
        int id = entry.keyedId().orElseThrow();
        boolean document = entry.collection() == CollectionKind.DOCUMENT;
        Outline outline =
                new Outline(id, FunctionKind.KEYED, entry.collection(), 1, document ? 1 : 0, OptionalInt.empty());
        return function(entry, outline, (rule, planner) -> matchKey(entry, rule, planner), (rule, branch, planner) -> {
            if (document) {
                yieldEntry(entry, rule, branch, planner);
            } else {
                yieldKeyed(rule, branch, planner);
            }
        });
    }

    /** Emits the solution of one branch. */
    private interface Yielder {
        void emit(CheckedRule rule, CheckedRule.Branch branch, RulePlanner planner);
    }

    private Function function(
            FunctionTable.Entry entry,
            Outline outline,
            BiConsumer<CheckedRule, RulePlanner> beginning,
            Yielder yielder) {
        FrameSize size = new FrameSize();
        List<Clause> clauses = new ArrayList<>();
        for (CheckedRule rule : entry.rules()) {
            clauses.add(clause(rule, outline, beginning, yielder, size));
        }
        Optional<Block> fallback = Optional.empty();
        if (!entry.defaults().isEmpty() && outline.kind() != FunctionKind.KEYED) {
            CheckedRule rule = entry.defaults().getFirst();
            fallback = Optional.of(
                    branch(rule, rule.branches().getFirst(), outline, (ignored, alsoIgnored) -> {}, yielder, size));
        }
        List<RegoValue> path = entry.node().path();
        return new Function(
                outline.id(),
                path,
                PathText.of(path),
                outline.kind(),
                outline.collection(),
                outline.parameters(),
                size.slots,
                size.collectors,
                clauses,
                RuleIndexing.index(clauses, outline.parameters(), purpose),
                purpose != Purpose.EVERYTHING && decidedByFirst(outline, clauses),
                outline.parameters() == 0 || outline.kind() == FunctionKind.KEYED || size.costly,
                fallback,
                outline.keyed(),
                first(entry).span());
    }

    /** One key of a set has one value, itself; and equal constants cannot differ. */
    private static boolean decidedByFirst(Outline outline, List<Clause> clauses) {
        boolean member = outline.kind() == FunctionKind.KEYED && outline.collection() == CollectionKind.SET;
        return member || Constants.sameEverywhere(clauses);
    }

    private Clause clause(
            CheckedRule rule,
            Outline outline,
            BiConsumer<CheckedRule, RulePlanner> beginning,
            Yielder yielder,
            FrameSize size) {
        List<Block> branches = new ArrayList<>();
        for (CheckedRule.Branch branch : rule.branches()) {
            branches.add(branch(rule, branch, outline, beginning, yielder, size));
        }
        return new Clause(branches, rule.span());
    }

    private Block branch(
            CheckedRule rule,
            CheckedRule.Branch branch,
            Outline outline,
            BiConsumer<CheckedRule, RulePlanner> beginning,
            Yielder yielder,
            FrameSize size) {
        Emitter emitter = new Emitter(outline.parameters(), outline.collectors());
        RulePlanner planner = new RulePlanner(
                functions, isRelation, emitter, rule.localCount(), Marking.of(purpose.isMarked(), false));
        Block block = emitter.nested(() -> {
                    planner.marking().rule(planner, rule, branch, isValue(outline));
                    beginning.accept(rule, planner);
                    planner.ruleBody(branch);
                    yielder.emit(rule, branch, planner);
                })
                .build();
        size.include(emitter);
        return block;
    }

    private static boolean isValue(Outline outline) {
        return switch (outline.kind()) {
            case COMPLETE, FUNCTION -> true;
            case PARTIAL, KEYED, QUERY -> false;
        };
    }

    /** The largest frame that any branch needs. */
    private static final class FrameSize {
        private int slots;
        private int collectors;
        private boolean costly;

        void include(Emitter emitter) {
            slots = Math.max(slots, emitter.slots());
            collectors = Math.max(collectors, emitter.collectors());
            costly |= emitter.costly();
        }
    }

    private void yieldResult(CheckedRule rule, CheckedRule.Branch branch, RulePlanner planner) {
        Operand value = planner.head(branch.value());
        boolean last = purpose != Purpose.EVERYTHING && planner.emitter().loopsOf(value) == 0;
        planner.marking().solution(planner);
        planner.emitter().emit(new Statement.YieldResult(value, last, rule.span()));
    }

    /** The keys from the place to what the rule contributes: constants first, then the keys of the head. */
    private static List<Operand> keys(FunctionTable.Entry entry, CheckedRule rule, RulePlanner planner) {
        List<Operand> keys = new ArrayList<>();
        int above = entry.node().path().size();
        rule.path().subList(above, rule.path().size()).forEach(key -> keys.add(new Operand.Constant(key)));
        rule.dynamicPath().forEach(key -> keys.add(planner.terms().evaluate(key)));
        return keys;
    }

    private void yieldEntry(
            FunctionTable.Entry entry, CheckedRule rule, CheckedRule.Branch branch, RulePlanner planner) {
        List<Operand> keys = keys(entry, rule, planner);
        Operand value = planner.head(branch.value());
        planner.marking().solution(planner);
        planner.emitter()
                .emit(
                        switch (rule.kind()) {
                            case SINGLE_VALUE -> new Statement.YieldEntry(0, keys, value, rule.span());
                            case MULTI_VALUE -> new Statement.YieldMember(0, keys, value, rule.span());
                        });
    }

    /** Unifies the first key of what the rule contributes with the key that is asked for, before the body. */
    private void matchKey(FunctionTable.Entry entry, CheckedRule rule, RulePlanner planner) {
        Operand wanted = new Operand.Slot(0);
        int above = entry.node().path().size();
        if (rule.path().size() > above) {
            planner.patterns().equal(new Operand.Constant(rule.path().get(above)), wanted, rule.span());
            return;
        }
        if (!rule.dynamicPath().isEmpty()) {
            CheckedTerm key = rule.dynamicPath().getFirst();
            planner.patterns().match(key, wanted, key.span());
            return;
        }
        CheckedTerm member = rule.branches().getFirst().value();
        if (Needs.of(member, planner.bindings()).isEmpty()) {
            planner.patterns().match(member, wanted, member.span());
        }
    }

    private void yieldKeyed(CheckedRule rule, CheckedRule.Branch branch, RulePlanner planner) {
        Operand value = planner.head(branch.value());
        boolean set = rule.kind() == RuleKind.MULTI_VALUE;
        if (set) {
            planner.patterns().equal(value, new Operand.Slot(0), rule.span());
        }
        boolean last =
                purpose != Purpose.EVERYTHING && (set || planner.emitter().loopsOf(value) == 0);
        planner.marking().solution(planner);
        planner.emitter().emit(new Statement.YieldResult(value, last, rule.span()));
    }

    /** Plans a query as a function without arguments that yields rows: the bindings, then the expressions. */
    Function plan(CheckedQuery query) {
        Emitter emitter = new Emitter(0, 0);
        RulePlanner planner = new RulePlanner(
                functions, isRelation, emitter, query.localCount(), Marking.of(purpose.isMarked(), true));
        Span span = query.body().span();
        Block block = emitter.nested(() -> {
                    planner.marking().body(planner, query.body(), span, false);
                    planner.body(query.body());
                    planner.marking().solution(planner);
                    List<Operand> columns = new ArrayList<>();
                    query.bindings().forEach(variable -> columns.add(column(variable, span, planner)));
                    for (CheckedQuery.Expression expression : query.expressions()) {
                        @Nullable LocalVar value = expression.value();
                        columns.add(
                                value == null
                                        ? new Operand.Constant(RegoBoolean.TRUE)
                                        : column(value, expression.span(), planner));
                    }
                    emitter.emit(new Statement.YieldRow(columns, span));
                })
                .build();
        return new Function(
                -1,
                List.of(),
                "query",
                FunctionKind.QUERY,
                CollectionKind.ARRAY,
                0,
                emitter.slots(),
                emitter.collectors(),
                List.of(new Clause(List.of(block), span)),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                OptionalInt.empty(),
                span);
    }

    private static Operand column(LocalVar variable, Span place, RulePlanner planner) {
        return planner.terms().evaluate(new CheckedTerm.Local(place, variable));
    }

    private static CheckedRule first(FunctionTable.Entry entry) {
        return entry.rules().isEmpty()
                ? entry.defaults().getFirst()
                : entry.rules().getFirst();
    }
}
