package dev.writ.policy.builtin.graphql;

import dev.writ.policy.builtin.graphql.Errors.Problem;
import dev.writ.policy.builtin.graphql.QueryDocument.Fragment;
import dev.writ.policy.builtin.graphql.QueryDocument.Operation;
import dev.writ.policy.builtin.graphql.QueryDocument.Variable;
import dev.writ.policy.builtin.graphql.SchemaDocument.Definition;
import dev.writ.policy.builtin.graphql.SchemaDocument.DirectiveDefinition;
import dev.writ.policy.builtin.graphql.SchemaDocument.FieldDefinition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the parts of a query while it is walked, and what is wrong with it. Parts are told apart by identity:
 * two fields that read the same are two fields.
 */
final class Walk {

    /** A field: what it is by the schema, and the type it is selected from. */
    record FieldFacts(
            @Nullable FieldDefinition definition, @Nullable Definition parent) {
        static final FieldFacts NONE = new FieldFacts(null, null);
    }

    /** A spread: the fragment, and the type it is spread in. */
    record SpreadFacts(
            @Nullable Fragment fragment, @Nullable Definition parent) {
        static final SpreadFacts NONE = new SpreadFacts(null, null);
    }

    /** A use of a directive: what it is by the schema, and where it stands. */
    record DirectiveFacts(@Nullable DirectiveDefinition definition, String location) {}

    /**
     * A value.
     *
     * @param expected the type it must have
     * @param hasDefault whether there is a value for the case that it is not given
     * @param type the type that is named by the expected one
     * @param variable the definition of the variable it is
     */
    record ValueFacts(
            @Nullable TypeRef expected,
            boolean hasDefault,
            @Nullable Definition type,
            @Nullable Variable variable) {
        static final ValueFacts NONE = new ValueFacts(null, false, null, null);

        ValueFacts expecting(TypeRef newExpected, boolean newHasDefault, @Nullable Definition newType) {
            return new ValueFacts(newExpected, newHasDefault, newType, variable);
        }
    }

    final Schema schema;
    final QueryDocument document;
    private final Runnable checkpoint;
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Fragment> fragments = new HashMap<>();
    private final IdentityHashMap<Selection.Field, FieldFacts> fields = new IdentityHashMap<>();
    private final IdentityHashMap<Selection.Spread, SpreadFacts> spreads = new IdentityHashMap<>();
    private final IdentityHashMap<Selection.Inline, SpreadFacts> inlines = new IdentityHashMap<>();
    private final IdentityHashMap<Directive, DirectiveFacts> directives = new IdentityHashMap<>();
    private final IdentityHashMap<Value, ValueFacts> values = new IdentityHashMap<>();
    private final Set<Variable> used = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable Operation operation;

    Walk(Schema schema, QueryDocument document, Runnable checkpoint) {
        this.schema = schema;
        this.document = document;
        this.checkpoint = checkpoint;
        document.fragments().forEach(fragment -> fragments.putIfAbsent(fragment.name(), fragment));
    }

    void checkpoint() {
        checkpoint.run();
    }

    /** Notes that something is wrong. */
    void report(@Nullable Position at, String message) {
        checkpoint();
        problems.add(new Problem(at, message));
    }

    List<Problem> problems() {
        return problems;
    }

    /** The operation that is being walked; none while fragments are walked for themselves. */
    @Nullable
    Operation operation() {
        return operation;
    }

    void enter(@Nullable Operation next) {
        operation = next;
    }

    /** The first fragment of a name. */
    @Nullable
    Fragment fragment(String name) {
        return fragments.get(name);
    }

    FieldFacts facts(Selection.Field field) {
        return fields.getOrDefault(field, FieldFacts.NONE);
    }

    SpreadFacts facts(Selection.Spread spread) {
        return spreads.getOrDefault(spread, SpreadFacts.NONE);
    }

    SpreadFacts facts(Selection.Inline inline) {
        return inlines.getOrDefault(inline, SpreadFacts.NONE);
    }

    DirectiveFacts facts(Directive directive) {
        return directives.getOrDefault(directive, new DirectiveFacts(null, ""));
    }

    ValueFacts facts(Value value) {
        return values.getOrDefault(value, ValueFacts.NONE);
    }

    void note(Selection.Field field, FieldFacts facts) {
        fields.put(field, facts);
    }

    void note(Selection.Spread spread, SpreadFacts facts) {
        spreads.put(spread, facts);
    }

    void note(Selection.Inline inline, SpreadFacts facts) {
        inlines.put(inline, facts);
    }

    void note(Directive directive, DirectiveFacts facts) {
        directives.put(directive, facts);
    }

    void note(Value value, ValueFacts facts) {
        values.put(value, facts);
    }

    void use(Variable variable) {
        used.add(variable);
    }

    boolean isUsed(Variable variable) {
        return variable.used() || used.contains(variable);
    }
}
