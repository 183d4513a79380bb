package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoStrings;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code json.filter} and {@code json.remove}: what paths keep of a document, or take out of it. */
final class JsonPaths {

    /** A tree of path segments; a leaf stands for everything below it. Array positions are strings. */
    private static final class Node {
        private final Map<RegoValue, Node> children = new HashMap<>();
        private boolean leaf;
    }

    private JsonPaths() {}

    static Map<String, Builtin> functions() {
        return Map.of("json.filter", (Binary) JsonPaths::filter, "json.remove", (Binary) JsonPaths::remove);
    }

    private static RegoValue filter(BuiltinContext context, RegoValue operand, RegoValue paths) {
        RegoObject object = Operands.object(operand, 1);
        return keep(context, object, tree(paths));
    }

    private static RegoValue remove(BuiltinContext context, RegoValue operand, RegoValue paths) {
        RegoObject object = Operands.object(operand, 1);
        RegoValue rest = drop(context, object, tree(paths));
        return rest == null ? RegoObject.EMPTY : rest;
    }

    /** The segments of a JSON pointer (with or without its first slash) or of an array. */
    static List<RegoValue> segments(RegoValue path) {
        if (path instanceof RegoArray array) {
            return array.toList();
        }
        if (!(path instanceof RegoString string)) {
            throw BuiltinFailure.type(
                    "operand 2 must be one of {set, array} containing string paths or array of path segments but got "
                            + path.kind().label());
        }
        if (string.value().isEmpty()) {
            return List.of();
        }
        List<RegoValue> segments = new ArrayList<>();
        for (String part : GoStrings.split(GoStrings.trimLeft(string.value(), c -> c == '/'), "/")) {
            segments.add(RegoString.of(part.replace("~1", "/").replace("~0", "~")));
        }
        return segments;
    }

    private static Node tree(RegoValue paths) {
        Node root = new Node();
        for (RegoValue path : Operands.elements(paths, 2, "set", "array")) {
            add(root, segments(path));
        }
        return root;
    }

    /** A path below a leaf adds nothing; a leaf above longer paths replaces them. */
    private static void add(Node root, List<RegoValue> path) {
        Node node = root;
        for (RegoValue segment : path) {
            if (node.leaf) {
                return;
            }
            node = node.children.computeIfAbsent(segment, s -> new Node());
        }
        if (node != root) {
            node.leaf = true;
            node.children.clear();
        }
    }

    private static RegoValue keep(BuiltinContext context, RegoValue value, Node node) {
        context.checkpoint();
        if (node.leaf) {
            return value;
        }
        return switch (value) {
            case RegoObject object -> {
                RegoObject.Builder kept = RegoObject.builder();
                object.forEach((key, member) -> {
                    Node child = node.children.get(key);
                    if (child != null) {
                        kept.put(key, keep(context, member, child));
                    }
                });
                yield kept.build();
            }
            case RegoArray array -> {
                List<RegoValue> kept = new ArrayList<>();
                for (int i = 0; i < array.size(); i++) {
                    Node child = node.children.get(index(i));
                    if (child != null) {
                        kept.add(keep(context, array.get(i), child));
                    }
                }
                yield RegoArray.of(kept);
            }
            case RegoSet set -> {
                RegoSet.Builder kept = RegoSet.builder();
                for (RegoValue element : set) {
                    Node child = node.children.get(element);
                    if (child != null) {
                        kept.add(keep(context, element, child));
                    }
                }
                yield kept.build();
            }
            default -> value;
        };
    }

    /** The value without what the tree names, or null if nothing is left of it. */
    private static @Nullable RegoValue drop(BuiltinContext context, RegoValue value, @Nullable Node node) {
        context.checkpoint();
        if (node == null) {
            return value;
        }
        if (node.leaf) {
            return null;
        }
        return switch (value) {
            case RegoObject object -> {
                RegoObject.Builder rest = RegoObject.builder();
                for (int i = 0; i < object.size(); i++) {
                    RegoValue member = drop(context, object.valueAt(i), node.children.get(object.keyAt(i)));
                    if (member != null) {
                        rest.put(object.keyAt(i), member);
                    }
                }
                yield rest.build();
            }
            case RegoArray array -> {
                List<RegoValue> rest = new ArrayList<>();
                for (int i = 0; i < array.size(); i++) {
                    RegoValue element = drop(context, array.get(i), node.children.get(index(i)));
                    if (element != null) {
                        rest.add(element);
                    }
                }
                yield RegoArray.of(rest);
            }
            case RegoSet set -> {
                RegoSet.Builder rest = RegoSet.builder();
                for (RegoValue element : set) {
                    RegoValue left = drop(context, element, node.children.get(element));
                    if (left != null) {
                        rest.add(left);
                    }
                }
                yield rest.build();
            }
            default -> value;
        };
    }

    private static RegoString index(int i) {
        return RegoString.of(Integer.toString(i));
    }
}
