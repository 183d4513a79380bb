package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.golang.GoIp;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.math.BigInteger;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An object as Go's JSON shows a structure: bytes in base64, numbers in full, and null for a list without elements. */
final class Fields {

    private final RegoObject.Builder object = RegoObject.builder();

    Fields put(String name, RegoValue value) {
        object.put(name, value);
        return this;
    }

    Fields put(String name, String value) {
        return put(name, RegoString.of(value));
    }

    Fields put(String name, long value) {
        return put(name, RegoNumber.of(value));
    }

    Fields put(String name, BigInteger value) {
        return put(name, RegoNumber.of(value));
    }

    Fields put(String name, boolean value) {
        return put(name, RegoBoolean.of(value));
    }

    Fields put(String name, @Nullable Bytes value) {
        return put(name, base64(value));
    }

    Fields nulls(String... names) {
        for (String name : names) {
            put(name, RegoNull.NULL);
        }
        return this;
    }

    <T> Fields list(String name, List<T> elements, Function<T, RegoValue> shown) {
        return put(name, nullOrList(elements, shown));
    }

    Fields strings(String name, List<String> elements) {
        return list(name, elements, RegoString::of);
    }

    RegoObject build() {
        return object.build();
    }

    static <T> RegoValue nullOrList(List<T> elements, Function<T, RegoValue> shown) {
        return elements.isEmpty() ? RegoNull.NULL : array(elements, shown);
    }

    static <T> RegoArray array(List<T> elements, Function<T, RegoValue> shown) {
        return RegoArray.of(elements.stream().map(shown).toList());
    }

    static RegoValue base64(@Nullable Bytes bytes) {
        return bytes == null ? RegoNull.NULL : RegoString.of(Base64.getEncoder().encodeToString(bytes.array()));
    }

    static RegoValue oid(List<Integer> oid) {
        return array(oid, RegoNumber::of);
    }

    static RegoValue address(byte[] address) {
        return RegoString.of(GoIp.format(address));
    }
}
