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
import java.util.List;
import java.util.stream.Stream;

/** The rules that are shipped, by category and name. */
public final class ShippedRules {
    private ShippedRules() {}

    /** All of them. */
    public static List<LintRule> all() {
        return Stream.of(bugs(), idiomatic()).flatMap(List::stream).toList();
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
}
