package dev.writ.policy.check.types;

import dev.writ.policy.type.RegoType;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of the types of {@code input} and {@code data}. Layers hide what is below them: those of schema
 * annotations, and those of {@code with} modifiers. Paths start with the name of the document.
 */
public final class DocumentTypes {
    private final TypeTree tree = new TypeTree();
    private final @Nullable DocumentTypes below;

    private DocumentTypes(@Nullable DocumentTypes below) {
        this.below = below;
    }

    /** Nothing is known. */
    public static DocumentTypes create() {
        return new DocumentTypes(null);
    }

    /** A layer above. */
    public DocumentTypes layer() {
        return new DocumentTypes(this);
    }

    /** The path of something below {@code data}. */
    public static List<RegoValue> data(Collection<? extends RegoValue> path) {
        return rooted("data", path);
    }

    /** The path of something in {@code input}. */
    public static List<RegoValue> input(Collection<? extends RegoValue> path) {
        return rooted("input", path);
    }

    private static List<RegoValue> rooted(String document, Collection<? extends RegoValue> path) {
        List<RegoValue> full = new ArrayList<>();
        full.add(RegoString.of(document));
        full.addAll(path);
        return full;
    }

    /** Says what is at {@code path} in this layer, whatever was said before. */
    public void put(List<? extends RegoValue> path, RegoType type) {
        tree.put(path, type);
    }

    /** Says what is at {@code path} in this layer; what else is known of the document stays. */
    public void override(List<? extends RegoValue> path, RegoType type) {
        if (path.size() == 1) {
            put(path, type);
            return;
        }
        List<? extends RegoValue> root = path.subList(0, 1);
        RegoType known = find(root);
        put(root, Overriding.in(known == null ? Types.ANY : known, path.subList(1, path.size()), type));
    }

    /** Adds what one more rule gives. */
    public void add(List<? extends RegoValue> path, RegoType type) {
        tree.add(path, type);
    }

    /**
     * The type at {@code path}, where a key that is null is known at run time only. Null where no value of the known
     * types has such a path; {@code any} where nothing is known.
     */
    public @Nullable RegoType find(List<? extends @Nullable RegoValue> path) {
        TypeTree node = tree;
        for (int i = 0; i < path.size(); i++) {
            RegoValue key = path.get(i);
            TypeTree child = key == null ? null : node.child(key);
            RegoType here = node.type();
            if (here != null && child == null) {
                return Selection.follow(here, path.subList(i, path.size()));
            }
            if (key == null) {
                return Selection.follow(node.extent(), path.subList(i, path.size()));
            }
            if (child == null) {
                return below == null ? Types.ANY : below.find(path);
            }
            node = child;
        }
        return node.extent();
    }

    /** The parts of this layer and those below, the topmost first, as a walk along a path meets them. */
    Walk walk() {
        return new Walk(this, tree);
    }

    /** A place in one of the layers. */
    record Walk(DocumentTypes layer, TypeTree node) {
        @Nullable
        Walk enter(RegoValue key) {
            TypeTree child = node.child(key);
            return child == null ? null : new Walk(layer, child);
        }

        /** The start of the layer below, or null. */
        @Nullable
        Walk restart() {
            DocumentTypes next = layer.below;
            return next == null ? null : next.walk();
        }

        /** The type of the keys: names of base data may be among them. */
        RegoType keys() {
            RegoType keys = Types.STRING;
            for (RegoValue key : node.children().keySet()) {
                keys = key instanceof RegoString ? keys : Types.or(keys, Types.of(key));
            }
            return keys;
        }
    }
}
