package dev.writ.api.identity;

import dev.writ.api.platform.Problem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads lists of texts from the claims of a token. */
final class Claims {
    private static final int MOST = 500;
    private static final int LONGEST = 200;

    private final Map<String, Object> members;

    Claims(Map<String, Object> members) {
        this.members = members;
    }

    /**
     * The texts of a claim: a list of them, or one alone; empty when the claim is absent. The name is that of a member, else a way
     * through members with dots, such as {@code realm_access.roles}. Leaves with a 401 problem if the claim holds something else.
     */
    List<String> texts(String name) {
        return find(name).map(value -> texts(name, value)).orElse(List.of());
    }

    /** As {@link #texts}, with texts taken apart at spaces: how scopes are written. */
    List<String> words(String name) {
        return find(name)
                .map(value -> value instanceof String text ? List.of(text.split(" ")) : texts(name, value))
                .orElse(List.of());
    }

    private Optional<Object> find(String name) {
        if (members.containsKey(name)) {
            return Optional.ofNullable(members.get(name));
        }
        @Nullable Object value = members;
        for (String step : name.split("\\.", -1)) {
            value = value instanceof Map<?, ?> object ? object.get(step) : null;
        }
        return Optional.ofNullable(value);
    }

    private static List<String> texts(String name, Object value) {
        Collection<?> items = value instanceof Collection<?> list ? list : List.of(value);
        if (items.size() > MOST) {
            throw wrong(name).raise();
        }
        List<String> texts = new ArrayList<>();
        for (Object item : items) {
            if (!(item instanceof String text) || text.isBlank() || text.length() > LONGEST) {
                throw wrong(name).raise();
            }
            texts.add(text);
        }
        return texts;
    }

    private static Problem wrong(String name) {
        return Problem.unauthorized(
                "token.invalid",
                "the claim `" + name + "` of the token is no list of at most " + MOST + " texts of at most " + LONGEST
                        + " characters",
                "have the issuer write it so, or start the service with another name of the claim");
    }
}
