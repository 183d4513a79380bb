package dev.writ.policy.builtin.crypto;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoInteger;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How a chain of certificates is verified.
 *
 * @param dnsName the name the last certificate must be for, or empty
 * @param time when it must be valid
 * @param usages what it must be good for, one of them; without any, for servers
 */
record VerifyOptions(String dnsName, Instant time, List<ExtendedUsage> usages) {

    private static final long NANOS = 1_000_000_000;

    VerifyOptions {
        usages = List.copyOf(usages);
    }

    static VerifyOptions at(Instant now) {
        return new VerifyOptions("", now, List.of());
    }

    /**
     * Reads options.
     *
     * @param now the time where the options name none
     * @throws BuiltinFailure if an option is unknown or has the wrong type
     */
    static VerifyOptions read(RegoObject options, Instant now) {
        String name = "";
        Instant time = now;
        List<ExtendedUsage> usages = List.of();
        for (int i = 0; i < options.size(); i++) {
            if (!(options.keyAt(i) instanceof RegoString key)) {
                continue;
            }
            RegoValue value = options.valueAt(i);
            switch (key.value()) {
                case "DNSName" -> {
                    if (!(value instanceof RegoString text)) {
                        throw BuiltinFailure.error("'DNSName' should be a string");
                    }
                    name = unquoted(text.value());
                }
                case "CurrentTime" -> {
                    long nanos = number(value, "CurrentTime", "int64 number");
                    time = Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS));
                }
                case "MaxConstraintComparisons" -> number(value, "MaxConstraintComparisons", "number");
                case "KeyUsages" -> usages = usages(value);
                default -> throw BuiltinFailure.error("invalid key option");
            }
        }
        return new VerifyOptions(name, time, usages);
    }

    private static long number(RegoValue value, String option, String kind) {
        if (!(value instanceof RegoNumber)) {
            throw BuiltinFailure.error("'" + option + "' should be a number");
        }
        if (!(value instanceof RegoInteger number)) {
            throw BuiltinFailure.error("'" + option + "' should be a valid " + kind);
        }
        return number.longValue();
    }

    private static List<ExtendedUsage> usages(RegoValue value) {
        List<RegoValue> names =
                value instanceof RegoArray array ? array.toList() : value instanceof RegoSet set ? set.toList() : null;
        if (names == null) {
            throw BuiltinFailure.error("'KeyUsages' should be an Array or Set");
        }
        List<ExtendedUsage> usages = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        for (RegoValue name : names) {
            if (name instanceof RegoString text) {
                String plain = unquoted(text.value());
                Optional<ExtendedUsage> usage = ExtendedUsage.named(plain);
                usage.ifPresentOrElse(usages::add, () -> invalid.add(plain));
            }
        }
        if (!invalid.isEmpty()) {
            throw BuiltinFailure.error("invalid entries for 'KeyUsages' found: [" + String.join(" ", invalid) + "]");
        }
        return usages;
    }

    private static String unquoted(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && text.charAt(start) == '"') {
            start++;
        }
        while (end > start && text.charAt(end - 1) == '"') {
            end--;
        }
        return text.substring(start, end);
    }
}
