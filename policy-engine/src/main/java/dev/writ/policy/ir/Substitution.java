package dev.writ.policy.ir;

import dev.writ.policy.value.RegoValue;
import java.util.List;

/** One replacement that a {@code with} makes. */
public sealed interface Substitution {

    /** Replaces a document from outside at a path; for {@code data} it also hides the rules at and below the path. */
    record Document(Root root, List<RegoValue> path, Operand value) implements Substitution {
        public Document {
            path = List.copyOf(path);
        }
    }

    /** Replaces a function by a value or another function. */
    record Callee(Target target, Replacement replacement) implements Substitution {}

    /** What can be called. */
    sealed interface Target {
        /** A function of the program. */
        record User(int function) implements Target {}

        /** A built-in function. */
        record Builtin(String name) implements Target {}
    }

    /** What is called instead. */
    sealed interface Replacement {
        /** Another function with the same number of arguments. */
        record Call(Target target) implements Replacement {}

        /** A value, whatever the arguments are. */
        record Fixed(Operand value) implements Replacement {}
    }
}
