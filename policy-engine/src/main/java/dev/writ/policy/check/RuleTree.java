package dev.writ.policy.check;

import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Where the rules of a program are: a tree whose root is {@code data}, before the rules are resolved. */
final class RuleTree {
    private final Place root = new Place(List.of());

    /** A place in the tree. */
    static final class Place {
        private final List<RegoValue> path;
        private final List<RuleHeader> rules = new ArrayList<>();
        private final NavigableMap<RegoValue, Place> children = new TreeMap<>();

        private Place(List<RegoValue> path) {
            this.path = List.copyOf(path);
        }

        /** The keys from {@code data} to here. */
        List<RegoValue> path() {
            return path;
        }

        /** The rules whose constant path ends here. */
        List<RuleHeader> rules() {
            return rules;
        }

        @Nullable
        Place child(RegoValue key) {
            return children.get(key);
        }

        NavigableMap<RegoValue, Place> children() {
            return children;
        }

        private Place makeChild(RegoValue key) {
            Place found = children.get(key);
            if (found == null) {
                List<RegoValue> below = new ArrayList<>(path);
                below.add(key);
                found = new Place(below);
                children.put(key, found);
            }
            return found;
        }
    }

    void add(RuleHeader header) {
        place(header.path()).rules.add(header);
    }

    /** Makes sure that there is a place at {@code path}; a package without rules is one. */
    Place place(List<RegoValue> path) {
        Place place = root;
        for (RegoValue key : path) {
            place = place.makeChild(key);
        }
        return place;
    }

    Place root() {
        return root;
    }

    @Nullable
    Place find(Collection<? extends RegoValue> path) {
        Place place = root;
        for (RegoValue key : path) {
            place = place.child(key);
            if (place == null) {
                return null;
            }
        }
        return place;
    }

    /** The rules exactly at {@code path}, empty where there are none. */
    List<RuleHeader> rulesAt(Collection<? extends RegoValue> path) {
        Place place = find(path);
        return place == null ? List.of() : place.rules();
    }
}
