package dev.writ.policy.builtin.graphql;

import java.util.List;

/** All rules, in the order of their names in gqlparser, in which they report. */
final class Rules {

    private Rules() {}

    static List<Rule> all() {
        return List.of(
                new FieldRules.OnCorrectType(),
                new FragmentRules.OnCompositeTypes(),
                new FieldRules.KnownArguments(),
                new DirectiveRules.Known(),
                new FragmentRules.Known(),
                new OperationRules.KnownRoot(),
                new FragmentRules.KnownTypes(),
                new OperationRules.LoneAnonymous(),
                new OperationRules.IntrospectionDepth(),
                new FragmentCycles(),
                new VariableRules.Defined(),
                new FragmentRules.Used(),
                new VariableRules.Used(),
                new OverlappingFields(),
                new FragmentRules.Possible(),
                new FieldRules.RequiredArguments(),
                new FieldRules.Leaves(),
                new OperationRules.SingleSubscription(),
                new FieldRules.UniqueArguments(),
                new DirectiveRules.Unique(),
                new FragmentRules.UniqueNames(),
                new ValueRules.UniqueFields(),
                new OperationRules.UniqueNames(),
                new VariableRules.UniqueNames(),
                new ValueRules.CorrectType(),
                new VariableRules.InputTypes(),
                new VariableRules.AllowedPosition());
    }
}
