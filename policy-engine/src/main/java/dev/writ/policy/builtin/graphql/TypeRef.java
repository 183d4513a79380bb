package dev.writ.policy.builtin.graphql;

import org.jspecify.annotations.Nullable;

/**
 * A type as it is referred to: a name, or a list of another one.
 *
 * @param named the name; empty for a list
 * @param element what a list holds
 */
record TypeRef(
        @Nullable Position at, String named, @Nullable TypeRef element, boolean nonNull) {

    static TypeRef of(String named, boolean nonNull) {
        return new TypeRef(null, named, null, nonNull);
    }

    /** The name at the bottom of all lists. */
    String name() {
        TypeRef type = this;
        while (type.named.isEmpty() && type.element != null) {
            type = type.element;
        }
        return type.named;
    }

    TypeRef nullable() {
        return new TypeRef(at, named, element, false);
    }

    /** Whether a value of this type may stand where the other one is expected. */
    boolean fits(TypeRef other) {
        boolean sameShape = named.equals(other.named) && (element == null || other.element != null);
        boolean sameElements = element == null || other.element == null || element.fits(other.element);
        return sameShape && sameElements && (nonNull || !other.nonNull);
    }

    @Override
    public String toString() {
        String text = element == null || !named.isEmpty() ? named : "[" + element + "]";
        return nonNull ? text + "!" : text;
    }
}
