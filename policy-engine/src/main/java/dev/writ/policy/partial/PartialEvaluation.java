package dev.writ.policy.partial;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.EvaluationOptions;
import dev.writ.policy.PlannedProgram;
import dev.writ.policy.PolicyException;
import dev.writ.policy.Query;
import dev.writ.policy.Sources;
import dev.writ.policy.ast.Body;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.check.Checked;
import dev.writ.policy.check.CheckedProgram;
import dev.writ.policy.check.CheckedQuery;
import dev.writ.policy.check.CheckedStatement;
import dev.writ.policy.check.CheckedTerm;
import dev.writ.policy.check.LocalVar;
import dev.writ.policy.eval.CompiledProgram;
import dev.writ.policy.source.Diagnostic;
import dev.writ.policy.source.DiagnosticCode;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.Maybe;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Partial evaluation of queries against one set of policies. Immutable; each evaluation has state of its own. */
public final class PartialEvaluation {
    /** The package below {@code data} that support modules are in. */
    public static final String NAMESPACE = "partial";

    private final List<Module> modules;
    private final RegoObject data;
    private final EngineOptions engine;
    private final PlannedProgram planned;
    private final CompiledProgram compiled;
    private final String namespace;

    private PartialEvaluation(
            List<Module> modules, RegoObject data, EngineOptions engine, PlannedProgram planned, String namespace) {
        this.modules = modules;
        this.namespace = namespace;
        this.data = data;
        this.engine = engine;
        this.planned = planned;
        this.compiled = Known.compile(planned.planner(), engine.builtins());
    }

    /**
     * Makes policies ready.
     *
     * @param data the base documents
     * @throws PolicyException if the modules have errors, or have rules where support modules would be
     */
    public static PartialEvaluation of(Collection<Module> modules, RegoObject data, EngineOptions engine) {
        return of(modules, data, engine, NAMESPACE);
    }

    static PartialEvaluation of(Collection<Module> modules, RegoObject data, EngineOptions engine, String namespace) {
        PlannedProgram planned = PlannedProgram.of(modules, data, engine);
        if (planned.program().root().child(RegoString.of(namespace)) != null
                || data.containsKey(RegoString.of(namespace))) {
            throw PartialFailure.of(Diagnostic.error(
                    DiagnosticCode.COMPILE,
                    null,
                    "`data." + namespace + "` is there already, where partial evaluation puts what it makes",
                    "give the package or the document another name"));
        }
        return new PartialEvaluation(List.copyOf(modules), data, engine, planned, namespace);
    }

    /**
     * Evaluates a query as far as that is possible.
     *
     * @param input what is known of the input: read where it is not unknown
     * @param evaluation how what is known is evaluated
     * @throws PolicyException if the query has errors, if what is known fails, at a limit, and where there is no residual
     */
    public PartialResult evaluate(Query query, Maybe input, PartialOptions options, EvaluationOptions evaluation) {
        CheckedQuery valid = planned.query(query, engine.parse()).checked();
        return Known.refusing(() -> {
            Session session = session(input, Unknowns.of(options.unknowns()), options, evaluation);
            Support support = new Support(session, false);
            PartialResult result = residual(valid, session, support);
            verify(result);
            return result;
        });
    }

    Session session(Maybe input, Unknowns unknowns, PartialOptions options, EvaluationOptions evaluation) {
        Known known = new Known(planned.planner(), compiled, engine, data, input, evaluation);
        Dependence dependence =
                new Dependence(planned.program(), unknowns, engine.builtins(), options.nondeterministicBuiltins());
        return new Session(planned.program(), dependence, known, options, namespace);
    }

    private static PartialResult residual(CheckedQuery query, Session session, Support support) {
        Evaluator evaluator = new Evaluator(session, support);
        Renaming renaming = session.renaming(query.body().span(), query.localCount());
        List<CheckedStatement> statements = renaming.statements(Conditions.of(query));
        List<CheckedTerm.Local> bindings = new ArrayList<>();
        for (LocalVar binding : query.bindings()) {
            if (renaming.term(new CheckedTerm.Local(query.body().span(), binding)) instanceof CheckedTerm.Local local) {
                bindings.add(local);
            }
        }
        Set<List<RegoValue>> documents = new LinkedHashSet<>();
        Set<PartialResult.Residual> residuals = new LinkedHashSet<>();
        for (Branch end : evaluator.body(statements, Branch.empty())) {
            residuals.add(residual(end, bindings, documents));
        }
        List<String> modules = new ArrayList<>();
        support.needed(documents).forEach((names, rules) -> modules.add(Support.module(names, rules)));
        return new PartialResult(List.copyOf(residuals), modules);
    }

    private static PartialResult.Residual residual(
            Branch end, List<CheckedTerm.Local> bindings, Set<List<RegoValue>> documents) {
        Map<Integer, String> names = new TreeMap<>();
        BitSet kept = new BitSet();
        List<CheckedStatement> statements = new ArrayList<>(end.saved());
        for (CheckedTerm.Local binding : bindings) {
            if (end.plugged().term(binding).equals(binding)) {
                names.put(binding.var().id(), binding.var().name());
            }
        }
        for (CheckedTerm.Local binding : bindings) {
            CheckedTerm value = end.plugged().term(binding);
            boolean named = value instanceof CheckedTerm.Local local
                    && names.putIfAbsent(local.var().id(), binding.var().name()) == null;
            if (!named && !value.equals(binding)) {
                names.put(binding.var().id(), binding.var().name());
                statements.add(new CheckedStatement.Unify(binding.span(), binding, value));
            }
        }
        names.keySet().forEach(kept::set);
        Simplifier.Simplified simple = Simplifier.simplify(statements, kept);
        RegoWriter writer = new RegoWriter(simple, List.of(), names, documents::add);
        return new PartialResult.Residual(writer.lines(simple.statements()));
    }

    /** Modules that are no valid program are refused rather than given out. */
    void verify(List<Module> optimized) {
        Checked<CheckedProgram> checked = planned.checker().check(optimized, Sources.base(data));
        if (checked.result() == null) {
            throw PartialFailure.unsupported(
                    null,
                    "the optimised modules would be no valid Rego: "
                            + checked.diagnostics().getFirst().message());
        }
    }

    /** A residual that is no valid program is refused rather than given out. */
    private void verify(PartialResult result) {
        List<SourceFile> files = new ArrayList<>();
        for (String text : result.support()) {
            files.add(new SourceFile("support " + (files.size() + 1), text));
        }
        List<Diagnostic> errors = new ArrayList<>();
        try {
            CheckedProgram whole = files.isEmpty() ? planned.program() : withSupport(files, errors);
            if (whole != null) {
                for (PartialResult.Residual residual : result.queries()) {
                    if (!residual.expressions().isEmpty()) {
                        Body body = Sources.query(
                                residual.text(), List.of(), engine.parse().withVersion(RegoVersion.V1));
                        errors.addAll(planned.checker().check(whole, body, List.of(), List.of()).diagnostics().stream()
                                .filter(Diagnostic::isError)
                                .toList());
                    }
                }
            }
        } catch (PolicyException e) {
            errors.addAll(e.diagnostics());
        }
        if (!errors.isEmpty()) {
            throw PartialFailure.unsupported(
                    null,
                    "the residual would be no valid Rego: " + errors.getFirst().message());
        }
    }

    /** The program and support modules; null, and why, if they are no valid program. */
    private @Nullable CheckedProgram withSupport(List<SourceFile> files, List<Diagnostic> errors) {
        List<Module> all = new ArrayList<>(modules);
        all.addAll(Sources.modules(files, engine.parse().withVersion(RegoVersion.V1)));
        Checked<CheckedProgram> checked = planned.checker().check(all, Sources.base(data));
        CheckedProgram whole = checked.result();
        if (whole == null) {
            errors.addAll(checked.diagnostics());
        }
        return whole;
    }
}
