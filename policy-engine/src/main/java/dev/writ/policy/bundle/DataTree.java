package dev.writ.policy.bundle;

import dev.writ.policy.ast.TermText;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.Arrays;
import java.util.List;

/** Puts documents together to one tree: objects are merged, and nothing is ever overwritten. */
final class DataTree {

    private RegoObject root = RegoObject.EMPTY;

    /**
     * Adds a document at a path.
     *
     * @param source what an error calls the document
     * @throws BundleException if something else is at the same place, or a document at the root is no object
     */
    void add(List<String> path, RegoValue document, String source) {
        add(path, document, List.of(), source);
    }

    /**
     * Adds a document at a path, but for what is below some places.
     *
     * @param owned the places, as paths with slashes; an empty one is the root
     * @param source what an error calls the document
     * @throws BundleException if something else is at the same place, or a document at the root is no object
     */
    void add(List<String> path, RegoValue document, List<String> owned, String source) {
        RegoValue nested = document;
        for (String key : path.reversed()) {
            nested = RegoObject.builder().put(key, nested).build();
        }
        if (!(nested instanceof RegoObject object)) {
            throw BundleException.of(
                    "`" + source + "` is no object, and documents at the root of `data` must be objects",
                    "put the document into a directory, or make it an object");
        }
        RegoObject rest = object;
        for (String place : owned) {
            rest = place.isEmpty() ? RegoObject.EMPTY : without(rest, Arrays.asList(place.split("/", -1)));
        }
        root = merge(root, rest, source, "data");
    }

    private static RegoObject without(RegoObject tree, List<String> place) {
        RegoString key = RegoString.of(place.getFirst());
        RegoValue below = tree.get(key);
        if (below == null || (place.size() > 1 && !(below instanceof RegoObject))) {
            return tree;
        }
        RegoObject.Builder rest = RegoObject.builder();
        tree.forEach((name, value) -> {
            if (!name.equals(key)) {
                rest.put(name, value);
            } else if (value instanceof RegoObject object && place.size() > 1) {
                rest.put(name, without(object, place.subList(1, place.size())));
            }
        });
        return rest.build();
    }

    RegoObject toObject() {
        return root;
    }

    private static RegoObject merge(RegoObject tree, RegoObject added, String source, String place) {
        if (tree.size() == 0) {
            return added;
        }
        RegoObject.Builder merged = RegoObject.builder();
        tree.forEach(merged::put);
        added.forEach((key, value) -> {
            String below = place + TermText.step(key);
            RegoValue old = merged.get(key);
            if (old == null) {
                merged.put(key, value);
            } else if (old instanceof RegoObject a && value instanceof RegoObject b) {
                merged.put(key, merge(a, b, source, below));
            } else {
                throw BundleException.of(
                        "`" + source + "` gives `" + below + "` a second value", "keep one of the two documents");
            }
        });
        return merged.build();
    }
}
