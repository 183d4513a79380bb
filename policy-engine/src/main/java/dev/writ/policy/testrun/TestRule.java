package dev.writ.policy.testrun;

import dev.writ.policy.ast.Head;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.Rule;
import dev.writ.policy.ast.Term;
import dev.writ.policy.ast.TermText;
import dev.writ.policy.ast.Var;
import dev.writ.policy.value.RegoString;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One rule that is a test.
 *
 * @param packageNames the names of its package
 * @param rule the rule
 * @param length how many operands of its head name the test; what follows tells its cases apart
 */
record TestRule(List<String> packageNames, Rule rule, int length) {

    private static final String TEST = "test_";
    private static final String TODO = "todo_test_";

    static TestRule of(Module module, Rule rule, int length) {
        return new TestRule(module.packageDecl().names(), rule, length);
    }

    /** How many operands of a head name the test; 0 where it defines none. */
    static int nameLength(Head head) {
        int length = 0;
        for (Term operand : head.ref()) {
            String segment = segment(operand);
            if (segment == null) {
                return 0;
            }
            length++;
            if (segment.startsWith(TEST) || segment.startsWith(TODO)) {
                return length;
            }
        }
        return 0;
    }

    /** The name that an operand of a head is, or null. */
    static @Nullable String segment(Term operand) {
        return switch (operand) {
            case Var var -> var.name();
            case Term.Scalar scalar when scalar.value() instanceof RegoString name -> name.value();
            case Term other -> null;
        };
    }

    boolean isTodo() {
        String last = segment(rule.head().ref().get(length - 1));
        return last != null && last.startsWith(TODO);
    }

    /** Whether the test has cases: an operand after its name is no constant. */
    boolean hasCases() {
        List<Term> ref = rule.head().ref();
        return !rule.head().isContains()
                && ref.subList(length, ref.size()).stream().anyMatch(operand -> !(operand instanceof Term.Scalar));
    }

    /** The package as Rego writes it, with {@code data} before it. */
    String packagePath() {
        StringBuilder path = new StringBuilder("data");
        packageNames.forEach(name -> path.append(operand(name)));
        return path.toString();
    }

    /** The name as Rego writes it. */
    String name() {
        List<Term> ref = rule.head().ref();
        StringBuilder name = new StringBuilder(String.valueOf(segment(ref.getFirst())));
        for (Term operand : ref.subList(1, length)) {
            name.append(operand(String.valueOf(segment(operand))));
        }
        return name.toString();
    }

    private static String operand(String name) {
        return TermText.isIdentifier(name) ? "." + name : "[" + RegoString.of(name) + "]";
    }

    String fullName() {
        return packagePath() + "." + name();
    }

    /** The names from {@code data} to the test. */
    List<String> path() {
        List<String> path = new ArrayList<>(packageNames);
        rule.head().ref().subList(0, length).forEach(operand -> path.add(String.valueOf(segment(operand))));
        return path;
    }
}
