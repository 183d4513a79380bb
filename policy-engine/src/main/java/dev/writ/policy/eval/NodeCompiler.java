package dev.writ.policy.eval;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.ir.Block;
import dev.writ.policy.ir.Function;
import dev.writ.policy.ir.Operand;
import dev.writ.policy.ir.Statement;
import dev.writ.policy.ir.Substitution;
import dev.writ.policy.ir.TextPart;
import dev.writ.policy.source.Span;
import dev.writ.policy.value.ObjectShape;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Makes nodes of the statements of one function. */
final class NodeCompiler {

    private final CompiledProgram program;
    private final Function function;

    NodeCompiler(CompiledProgram program, Function function) {
        this.program = program;
        this.function = function;
    }

    Node block(Block block) {
        List<Node> nodes = block.statements().stream().map(this::statement).toList();
        return nodes.size() == 1 ? nodes.getFirst() : new BlockNode(nodes);
    }

    private List<Node> blocks(List<Block> blocks) {
        return blocks.stream().map(this::block).toList();
    }

    /** The body of a clause. */
    Node branch(Block branch, Span clause) {
        Node body = block(branch);
        return program.isTraced() ? new TracedClauseNode(body, clause) : body;
    }

    /** Whether the function was planned for explanations. */
    static boolean isMarked(Function function) {
        return Stream.concat(
                        function.clauses().stream().flatMap(clause -> clause.branches().stream()),
                        function.fallback().stream())
                .flatMap(block -> block.statements().stream())
                .anyMatch(Statement.Marked.class::isInstance);
    }

    private Node statement(Statement statement) {
        Node node = plain(statement);
        if (!program.isTraced()) {
            return node;
        }
        return statement instanceof Statement.Yielding
                ? new TracedYieldNode(node, statement.span())
                : new TracedNode(node, statement.span());
    }

    private Node plain(Statement statement) {
        return switch (statement) {
            case Statement.Assigning assigning -> assigning(assigning);
            case Statement.Testing testing -> testing(testing);
            case Statement.Looping looping -> looping(looping);
            case Statement.Yielding yielding -> yielding(yielding);
        };
    }

    private Node assigning(Statement.Assigning statement) {
        return switch (statement) {
            case Statement.Move s -> new MoveNode(s.target(), Source.of(s.source()));
            case Statement.LoadPath s -> loadPath(s);
            case Statement.LoadDocument s -> new ExtentNode(s.target(), s.node(), program);
            case Statement.Lookup s -> lookup(s);
            case Statement.MakeArray s -> new MakeArrayNode(s.target(), Sources.of(s.items()), s.span());
            case Statement.MakeSet s -> new MakeSetNode(s.target(), Sources.of(s.items()), s.span());
            case Statement.MakeObject s -> makeObject(s);
            case Statement.MakeText s -> new MakeTextNode(s.target(), parts(s.parts()), s.span());
            case Statement.CallFunction s ->
                new FunctionCallNode(s.target(), s.function(), Sources.of(s.arguments()), program, s.span());
            case Statement.CallKeyed s -> new KeyedCallNode(s.target(), s.function(), Source.of(s.key()), program);
            case Statement.CallBuiltin s ->
                new BuiltinCallNode(
                        s.target(),
                        new Substitution.Target.Builtin(s.name()),
                        program.builtin(s.name()),
                        Sources.of(s.arguments()),
                        program,
                        s.span());
            case Statement.Comprehend s -> new ComprehendNode(s.target(), s.kind(), s.collector(), block(s.body()));
        };
    }

    private Node testing(Statement.Testing statement) {
        return switch (statement) {
            case Statement.RequireEqual s -> new EqualNode(Source.of(s.left()), Source.of(s.right()));
            case Statement.RequireNotFalse s -> new NotFalseNode(Source.of(s.source()));
            case Statement.RequireArray s -> new ShapeNode(Source.of(s.source()), true, s.size());
            case Statement.RequireObject s -> new ShapeNode(Source.of(s.source()), false, s.size());
            case Statement.Fail ignored -> new FailNode();
            case Statement.Not s -> new NotNode(block(s.block()));
            case Statement.AllOf s -> new AllOfNode(blocks(s.blocks()));
            case Statement.AnyOf s -> new AnyOfNode(blocks(s.blocks()));
            case Statement.Every s ->
                new EveryNode(Source.of(s.domain()), s.key(), s.value(), block(s.block()), s.span());
            case Statement.Print s -> new PrintNode(parts(s.parts()), s.span());
        };
    }

    private Node looping(Statement.Looping statement) {
        return switch (statement) {
            case Statement.Scan s -> new ScanNode(Source.of(s.source()), s.key(), s.value(), block(s.body()), s.span());
            case Statement.ScanDocument s ->
                new DocumentScanNode(s.target(), s.node(), s.steps(), block(s.body()), program, s.span());
            case Statement.ScanRelation s -> relation(s);
            case Statement.With s -> new WithNode(s.substitutions(), block(s.body()));
            case Statement.LeaveWith s -> new LeaveWithNode(block(s.body()));
            case Statement.Marked s -> new MarkedNode(s.mark(), block(s.body()));
        };
    }

    private Node yielding(Statement.Yielding statement) {
        return switch (statement) {
            case Statement.Succeed ignored -> new SucceedNode();
            case Statement.YieldResult s -> YieldResultNode.of(Source.of(s.value()), s.last(), function, s.span());
            case Statement.YieldMember s ->
                new YieldMemberNode(s.collector(), Sources.of(s.path()), Source.of(s.member()), s.span());
            case Statement.YieldEntry s ->
                new YieldEntryNode(s.collector(), Sources.of(s.path()), Source.of(s.value()), s.span());
            case Statement.YieldRow s -> new YieldRowNode(Sources.of(s.columns()), s.span());
        };
    }

    private static Node loadPath(Statement.LoadPath s) {
        return switch (s.root()) {
            case INPUT -> new InputPathNode(s.target(), new KeyPath(s.path()));
            case DATA -> new DataPathNode(s.target(), s.path());
        };
    }

    private static Node lookup(Statement.Lookup s) {
        Source source = Source.of(s.source());
        if (s.key() instanceof Operand.Constant key && !s.stored()) {
            return new LookupConstantNode(s.target(), source, new KeyCache(key.value()));
        }
        return new LookupNode(s.target(), source, Source.of(s.key()), s.stored());
    }

    private Node relation(Statement.ScanRelation s) {
        if (!(program.builtin(s.name()) instanceof Builtin.Relation relation)) {
            throw new IllegalStateException(s.name() + " is not a relation");
        }
        return new RelationScanNode(
                s.target(), s.name(), relation, Source.of(s.arguments().getFirst()), block(s.body()), s.span());
    }

    private static Node makeObject(Statement.MakeObject s) {
        List<RegoValue> keys = new ArrayList<>();
        Set<RegoValue> distinct = new HashSet<>();
        for (Statement.Entry entry : s.entries()) {
            if (entry.key() instanceof Operand.Constant key && distinct.add(key.value())) {
                keys.add(key.value());
            }
        }
        List<Operand> values = s.entries().stream().map(Statement.Entry::value).toList();
        if (keys.size() == s.entries().size()) {
            return new MakeRecordNode(
                    s.target(), ObjectShape.ofDistinct(keys.toArray(new RegoValue[0])), Sources.of(values), s.span());
        }
        List<Operand> computed = s.entries().stream().map(Statement.Entry::key).toList();
        return new MakeObjectNode(s.target(), Sources.of(computed), Sources.of(values), s.span());
    }

    private List<TextPiece> parts(List<TextPart> parts) {
        return parts.stream().map(part -> TextPiece.of(part, this)).toList();
    }
}
