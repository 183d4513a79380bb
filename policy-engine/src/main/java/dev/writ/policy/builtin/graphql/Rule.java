package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.graphql.QueryDocument.Fragment;
import dev.writ.policy.builtin.graphql.QueryDocument.Operation;
import dev.writ.policy.builtin.graphql.QueryDocument.Variable;
import java.util.List;

/** Something that must hold in a query. It is told of each part after the parts inside of that, and used once. */
interface Rule {

    default void operation(Walk walk, Operation operation) {}

    default void fragment(Walk walk, Fragment fragment) {}

    default void variable(Walk walk, Variable variable) {}

    default void field(Walk walk, Selection.Field field) {}

    default void inline(Walk walk, Selection.Inline inline) {}

    default void spread(Walk walk, Selection.Spread spread) {}

    default void directive(Walk walk, Directive directive) {}

    default void directives(Walk walk, List<Directive> directives) {}

    default void value(Walk walk, Value value) {}
}
