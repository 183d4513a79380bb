package dev.writ.policy.lint.run;

import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.bugs.AnnotationWithoutMetadata;
import dev.writ.policy.lint.bugs.ArgumentAlwaysWildcard;
import dev.writ.policy.lint.bugs.ConstantCondition;
import dev.writ.policy.lint.bugs.DeprecatedBuiltin;
import dev.writ.policy.lint.bugs.DuplicateRule;
import dev.writ.policy.lint.bugs.IfEmptyObject;
import dev.writ.policy.lint.bugs.IfObjectLiteral;
import dev.writ.policy.lint.bugs.ImportShadowsRule;
import dev.writ.policy.lint.bugs.ImpossibleNot;
import dev.writ.policy.lint.bugs.InconsistentArgs;
import dev.writ.policy.lint.bugs.InternalEntrypoint;
import dev.writ.policy.lint.bugs.InvalidMetadataAttribute;
import dev.writ.policy.lint.bugs.InvalidRegexp;
import dev.writ.policy.lint.bugs.LeakedInternalReference;
import dev.writ.policy.lint.bugs.NotEqualsInLoop;
import dev.writ.policy.lint.bugs.RedundantExistenceCheck;
import dev.writ.policy.lint.bugs.RedundantLoopCount;
import dev.writ.policy.lint.bugs.RuleAssignsDefault;
import dev.writ.policy.lint.bugs.RuleNamedIf;
import dev.writ.policy.lint.bugs.RuleShadowsBuiltin;
import dev.writ.policy.lint.bugs.SprintfArgumentsMismatch;
import dev.writ.policy.lint.bugs.TimeNowNsTwice;
import dev.writ.policy.lint.bugs.TopLevelIteration;
import dev.writ.policy.lint.bugs.UnassignedReturnValue;
import dev.writ.policy.lint.bugs.UnusedOutputVariable;
import dev.writ.policy.lint.bugs.VarShadowsBuiltin;
import dev.writ.policy.lint.bugs.ZeroArityFunction;
import dev.writ.policy.lint.custom.ChainedRuleBody;
import dev.writ.policy.lint.custom.DisallowRegoV1;
import dev.writ.policy.lint.custom.ForbiddenFunctionCall;
import dev.writ.policy.lint.custom.MissingMetadata;
import dev.writ.policy.lint.custom.NamingConvention;
import dev.writ.policy.lint.custom.NarrowArgument;
import dev.writ.policy.lint.custom.OneLinerRule;
import dev.writ.policy.lint.custom.PreferValueInHead;
import dev.writ.policy.lint.governance.DecisionContract;
import dev.writ.policy.lint.governance.IncompleteDeny;
import dev.writ.policy.lint.governance.MissingControl;
import dev.writ.policy.lint.governance.NonDeterministicDecision;
import dev.writ.policy.lint.governance.ThresholdInCode;
import dev.writ.policy.lint.idiomatic.AmbiguousScope;
import dev.writ.policy.lint.idiomatic.BooleanAssignment;
import dev.writ.policy.lint.idiomatic.CustomHasKeyConstruct;
import dev.writ.policy.lint.idiomatic.CustomInConstruct;
import dev.writ.policy.lint.idiomatic.DirectoryPackageMismatch;
import dev.writ.policy.lint.idiomatic.EqualsPatternMatching;
import dev.writ.policy.lint.idiomatic.InWildcardKey;
import dev.writ.policy.lint.idiomatic.NoDefinedEntrypoint;
import dev.writ.policy.lint.idiomatic.NonRawRegexPattern;
import dev.writ.policy.lint.idiomatic.PreferEqualsComparison;
import dev.writ.policy.lint.idiomatic.PreferSetOrObjectRule;
import dev.writ.policy.lint.idiomatic.SingleItemIn;
import dev.writ.policy.lint.idiomatic.SuperfluousObjectGet;
import dev.writ.policy.lint.idiomatic.UseArrayFlatten;
import dev.writ.policy.lint.idiomatic.UseContains;
import dev.writ.policy.lint.idiomatic.UseIf;
import dev.writ.policy.lint.idiomatic.UseInOperator;
import dev.writ.policy.lint.idiomatic.UseObjectKeys;
import dev.writ.policy.lint.idiomatic.UseObjectUnionN;
import dev.writ.policy.lint.idiomatic.UseSomeForOutputVars;
import dev.writ.policy.lint.idiomatic.UseStringsCount;
import dev.writ.policy.lint.imports.AvoidImportingInput;
import dev.writ.policy.lint.imports.CircularImport;
import dev.writ.policy.lint.imports.ConfusingAlias;
import dev.writ.policy.lint.imports.IgnoredImport;
import dev.writ.policy.lint.imports.ImplicitFutureKeywords;
import dev.writ.policy.lint.imports.ImportAfterRule;
import dev.writ.policy.lint.imports.ImportShadowsBuiltin;
import dev.writ.policy.lint.imports.ImportShadowsImport;
import dev.writ.policy.lint.imports.PointlessImport;
import dev.writ.policy.lint.imports.PreferPackageImports;
import dev.writ.policy.lint.imports.RedundantAlias;
import dev.writ.policy.lint.imports.RedundantDataImport;
import dev.writ.policy.lint.imports.UnresolvedImport;
import dev.writ.policy.lint.imports.UnresolvedReference;
import dev.writ.policy.lint.imports.UseRegoV1;
import dev.writ.policy.lint.performance.DeferAssignment;
import dev.writ.policy.lint.performance.EqualsOverCount;
import dev.writ.policy.lint.performance.NonLoopExpression;
import dev.writ.policy.lint.performance.WalkNoPath;
import dev.writ.policy.lint.performance.WithOutsideTestContext;
import dev.writ.policy.lint.style.AvoidGetAndListPrefix;
import dev.writ.policy.lint.style.ComprehensionTermAssignment;
import dev.writ.policy.lint.style.DefaultOverElse;
import dev.writ.policy.lint.style.DefaultOverNot;
import dev.writ.policy.lint.style.DetachedMetadata;
import dev.writ.policy.lint.style.DoubleNegative;
import dev.writ.policy.lint.style.ExternalReference;
import dev.writ.policy.lint.style.FileLength;
import dev.writ.policy.lint.style.FunctionArgReturn;
import dev.writ.policy.lint.style.LineLength;
import dev.writ.policy.lint.style.MessyRule;
import dev.writ.policy.lint.style.MixedIteration;
import dev.writ.policy.lint.style.NoWhitespaceComment;
import dev.writ.policy.lint.style.OpaFmt;
import dev.writ.policy.lint.style.PointlessReassignment;
import dev.writ.policy.lint.style.PreferSnakeCase;
import dev.writ.policy.lint.style.PreferSomeInIteration;
import dev.writ.policy.lint.style.RuleLength;
import dev.writ.policy.lint.style.RuleNameRepeatsPackage;
import dev.writ.policy.lint.style.TodoComment;
import dev.writ.policy.lint.style.TrailingDefaultRule;
import dev.writ.policy.lint.style.UnconditionalAssignment;
import dev.writ.policy.lint.style.UnnecessarySome;
import dev.writ.policy.lint.style.UseAssignmentOperator;
import dev.writ.policy.lint.style.YodaCondition;
import dev.writ.policy.lint.testing.DubiousPrintSprintf;
import dev.writ.policy.lint.testing.FileMissingTestSuffix;
import dev.writ.policy.lint.testing.IdenticallyNamedTests;
import dev.writ.policy.lint.testing.MetasyntacticVariable;
import dev.writ.policy.lint.testing.PrintOrTraceCall;
import dev.writ.policy.lint.testing.TestOutsideTestPackage;
import dev.writ.policy.lint.testing.TodoTest;
import java.util.List;
import java.util.stream.Stream;

/** The rules that are shipped, by category and name. */
public final class ShippedRules {
    private ShippedRules() {}

    /** All of them. */
    public static List<LintRule> all() {
        return Stream.of(bugs(), custom(), governance(), idiomatic(), imports(), performance(), style(), testing())
                .flatMap(List::stream)
                .toList();
    }

    private static List<LintRule> bugs() {
        return List.of(
                new AnnotationWithoutMetadata(),
                new ArgumentAlwaysWildcard(),
                new ConstantCondition(),
                new DeprecatedBuiltin(),
                new DuplicateRule(),
                new IfEmptyObject(),
                new IfObjectLiteral(),
                new ImportShadowsRule(),
                new ImpossibleNot(),
                new InconsistentArgs(),
                new InternalEntrypoint(),
                new InvalidMetadataAttribute(),
                new InvalidRegexp(),
                new LeakedInternalReference(),
                new NotEqualsInLoop(),
                new RedundantExistenceCheck(),
                new RedundantLoopCount(),
                new RuleAssignsDefault(),
                new RuleNamedIf(),
                new RuleShadowsBuiltin(),
                new SprintfArgumentsMismatch(),
                new TimeNowNsTwice(),
                new TopLevelIteration(),
                new UnassignedReturnValue(),
                new UnusedOutputVariable(),
                new VarShadowsBuiltin(),
                new ZeroArityFunction());
    }

    private static List<LintRule> custom() {
        return List.of(
                new ChainedRuleBody(),
                new DisallowRegoV1(),
                new ForbiddenFunctionCall(),
                new MissingMetadata(),
                new NamingConvention(),
                new NarrowArgument(),
                new OneLinerRule(),
                new PreferValueInHead());
    }

    private static List<LintRule> governance() {
        return List.of(
                new DecisionContract(),
                new IncompleteDeny(),
                new MissingControl(),
                new NonDeterministicDecision(),
                new ThresholdInCode());
    }

    private static List<LintRule> idiomatic() {
        return List.of(
                new AmbiguousScope(),
                new BooleanAssignment(),
                new CustomHasKeyConstruct(),
                new CustomInConstruct(),
                new DirectoryPackageMismatch(),
                new EqualsPatternMatching(),
                new InWildcardKey(),
                new NoDefinedEntrypoint(),
                new NonRawRegexPattern(),
                new PreferEqualsComparison(),
                new PreferSetOrObjectRule(),
                new SingleItemIn(),
                new SuperfluousObjectGet(),
                new UseArrayFlatten(),
                new UseContains(),
                new UseIf(),
                new UseInOperator(),
                new UseObjectKeys(),
                new UseObjectUnionN(),
                new UseSomeForOutputVars(),
                new UseStringsCount());
    }

    private static List<LintRule> imports() {
        return List.of(
                new AvoidImportingInput(),
                new CircularImport(),
                new ConfusingAlias(),
                new IgnoredImport(),
                new ImplicitFutureKeywords(),
                new ImportAfterRule(),
                new ImportShadowsBuiltin(),
                new ImportShadowsImport(),
                new PointlessImport(),
                new PreferPackageImports(),
                new RedundantAlias(),
                new RedundantDataImport(),
                new UnresolvedImport(),
                new UnresolvedReference(),
                new UseRegoV1());
    }

    private static List<LintRule> performance() {
        return List.of(
                new DeferAssignment(),
                new EqualsOverCount(),
                new NonLoopExpression(),
                new WalkNoPath(),
                new WithOutsideTestContext());
    }

    private static List<LintRule> style() {
        return List.of(
                new AvoidGetAndListPrefix(),
                new ComprehensionTermAssignment(),
                new DefaultOverElse(),
                new DefaultOverNot(),
                new DetachedMetadata(),
                new DoubleNegative(),
                new ExternalReference(),
                new FileLength(),
                new FunctionArgReturn(),
                new LineLength(),
                new MessyRule(),
                new MixedIteration(),
                new NoWhitespaceComment(),
                new OpaFmt(),
                new PointlessReassignment(),
                new PreferSnakeCase(),
                new PreferSomeInIteration(),
                new RuleLength(),
                new RuleNameRepeatsPackage(),
                new TodoComment(),
                new TrailingDefaultRule(),
                new UnconditionalAssignment(),
                new UnnecessarySome(),
                new UseAssignmentOperator(),
                new YodaCondition());
    }

    private static List<LintRule> testing() {
        return List.of(
                new DubiousPrintSprintf(),
                new FileMissingTestSuffix(),
                new IdenticallyNamedTests(),
                new MetasyntacticVariable(),
                new PrintOrTraceCall(),
                new TestOutsideTestPackage(),
                new TodoTest());
    }
}
