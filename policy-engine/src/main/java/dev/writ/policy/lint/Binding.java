package dev.writ.policy.lint;

import dev.writ.policy.ast.Var;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What a name is, and where it stands. */
public final class Binding {
    /** The kinds of names. */
    public enum Kind {
        /** A parameter of a function. */
        PARAMETER(true),
        /** Assigned with {@code :=}. */
        ASSIGNED(true),
        /** Declared with {@code some x}. */
        SOME(true),
        /** Declared with {@code some x in xs}. */
        SOME_IN(true),
        /** Declared by {@code every}. */
        EVERY(true),
        /** Declared nowhere: it gets its values where it stands. */
        UNDECLARED(true),
        /** A rule or function of the package. */
        RULE(false),
        /** The name of an import. */
        IMPORT(false),
        /** The input document. */
        INPUT(false),
        /** The data document. */
        DATA(false),
        /** A built-in function, or the first part of its name. */
        BUILTIN(false),
        /** {@code _}. */
        WILDCARD(false);

        private final boolean local;

        Kind(boolean local) {
            this.local = local;
        }
    }

    private final Kind kind;
    private final String name;
    private final List<Var> occurrences = new ArrayList<>();
    private final List<Var> declarations = new ArrayList<>();

    Binding(Kind kind, String name) {
        this.kind = kind;
        this.name = name;
    }

    void declaredAt(Var var) {
        declarations.add(var);
    }

    void occursAt(Var var) {
        occurrences.add(var);
    }

    public Kind kind() {
        return kind;
    }

    public String name() {
        return name;
    }

    /** Whether it is a variable. */
    public boolean isLocal() {
        return kind.local;
    }

    /** Where it is declared: assignments, parameters, {@code some} and {@code every}; empty for other kinds. */
    public List<Var> declarations() {
        return Collections.unmodifiableList(declarations);
    }

    /** Where it stands besides, in the order of the text as far as bodies are concerned. */
    public List<Var> occurrences() {
        return Collections.unmodifiableList(occurrences);
    }
}
