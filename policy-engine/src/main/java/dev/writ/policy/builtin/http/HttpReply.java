package dev.writ.policy.builtin.http;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One answer.
 *
 * @param status the number
 * @param headers by their names in lower case
 * @param body its bytes
 */
@SuppressWarnings("ArrayRecordComponent") // the bytes are made for this record and only read
public record HttpReply(int status, Map<String, List<String>> headers, byte[] body) {

    public HttpReply {
        Map<String, List<String>> sorted = new TreeMap<>();
        headers.forEach((name, values) -> sorted.put(name, List.copyOf(values)));
        headers = Collections.unmodifiableMap(sorted);
    }

    /** The first value of a header, or null; {@code name} is in lower case. */
    public @Nullable String header(String name) {
        List<String> values = headers.get(name);
        return values == null || values.isEmpty() ? null : values.getFirst();
    }
}
