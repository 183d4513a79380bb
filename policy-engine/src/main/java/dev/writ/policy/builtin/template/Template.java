package dev.writ.policy.builtin.template;

import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoArg;
import dev.writ.policy.builtin.golang.GoBytes;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A template that was parsed, with those defined inside of it. Immutable. */
public final class Template {

    static final String MAIN = "template";

    private final String source;
    private final Map<String, List<Node>> trees;

    private Template(String source, Map<String, List<Node>> trees) {
        this.source = source;
        this.trees = Map.copyOf(trees);
    }

    /**
     * Parses a template.
     *
     * @throws BuiltinFailure with Go's words, if it is none
     */
    public static Template parse(String source) {
        return new Template(source, TemplateParser.parse(source));
    }

    /**
     * The text that comes of the template and some data.
     *
     * @throws BuiltinFailure with Go's words, if something in it does not fit the data
     */
    public String render(BuiltinContext context, GoArg.Dict data) {
        return new TemplateRun(context, this).run(data);
    }

    /** A tree by its name, or null. */
    @Nullable
    List<Node> tree(String name) {
        return trees.get(name);
    }

    /** The place of a node as Go writes it: line, and bytes since its start. */
    String place(Node node) {
        String before = source.substring(0, node.at());
        long line = 1 + before.chars().filter(c -> c == '\n').count();
        int column = GoBytes.encode(before.substring(before.lastIndexOf('\n') + 1)).length;
        return MAIN + ":" + line + ":" + column;
    }
}
