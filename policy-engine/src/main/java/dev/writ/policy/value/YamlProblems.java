package dev.writ.policy.value;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.ScannerException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlVersionException;

/**
 * What is wrong with a text that is no YAML, in the words and with the line that policies see from OPA. Both parsers
 * descend from the same one, so what they find is the same and only said differently.
 */
final class YamlProblems {

    private YamlProblems() {}

    static YamlException of(YamlEngineException e, String text) {
        if (e instanceof MarkedYamlEngineException marked) {
            return marked(marked, text);
        }
        return new YamlException(unmarked(e), 1, 1, 0);
    }

    private static String unmarked(YamlEngineException e) {
        if (e instanceof YamlVersionException) {
            return "found incompatible YAML document";
        }
        if (e instanceof ReaderException) {
            return "control characters are not allowed";
        }
        return firstLine(Optional.ofNullable(e.getMessage()).orElse("malformed"));
    }

    private static YamlException marked(MarkedYamlEngineException e, String text) {
        @Nullable Mark mark = e.getProblemMark().orElse(null);
        String problem = words(
                Optional.ofNullable(e.getProblem()).orElse("malformed"),
                Optional.ofNullable(e.getContext()).orElse(""));
        if (mark == null) {
            return new YamlException(problem, 1, 1, 0);
        }
        int line = mark.getLine() + 1;
        int column = mark.getColumn() + 1;
        return new YamlException(problem, line, column, goLine(e, mark, text));
    }

    /** Go counts from zero, shows no zero, and prefers the line where the surrounding thing begins. */
    private static int goLine(MarkedYamlEngineException e, Mark mark, String text) {
        boolean scanner = e instanceof ScannerException;
        int context = e.getContextMark().map(Mark::getLine).orElse(0);
        int line = context != 0 ? context : mark.getLine();
        if (!scanner
                && context == 0
                && mark.getColumn() > 0
                && mark.getIndex() >= text.codePointCount(0, text.length())) {
            line++;
        }
        return line != 0 && scanner ? line + 1 : line;
    }

    private static String words(String problem, String context) {
        int but = problem.indexOf(", but ");
        String found = but < 0 ? problem : problem.substring(0, but);
        if (found.startsWith("found character ")) {
            return "found character that cannot start any token";
        }
        if (found.startsWith("found unknown escape character")) {
            return "found unknown escape character";
        }
        return switch (found) {
            case "mapping values are not allowed here" -> "mapping values are not allowed in this context";
            case "mapping keys are not allowed here" -> "mapping keys are not allowed in this context";
            case "sequence entries are not allowed here" -> "block sequence entries are not allowed in this context";
            case "expected <block end>" ->
                context.contains("mapping") ? "did not find expected key" : "did not find expected '-' indicator";
            case "expected chomping or indentation indicators", "expected a comment or a line break" ->
                "did not find expected comment or line break";
            case "expected '<document start>'" -> "did not find expected <document start>";
            default -> expected(found);
        };
    }

    private static String expected(String found) {
        String plain = firstLine(found);
        if (plain.startsWith("expected the ")) {
            return "did not find expected " + plain.substring("expected the ".length());
        }
        return plain.toLowerCase(Locale.ROOT).startsWith("expected ") ? "did not find " + plain : plain;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("malformed");
    }
}
