package dev.writ.policy.builtin.std;

import dev.writ.policy.builtin.Builtin;
import dev.writ.policy.builtin.Builtin.Binary;
import dev.writ.policy.builtin.Builtin.Unary;
import dev.writ.policy.builtin.BuiltinContext;
import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Semantic versions 2.0.0 (semver.org), with an optional leading v. */
final class Versions {

    private static final Pattern VERSION = Pattern.compile("v?(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)\\.(0|[1-9][0-9]*)"
            + "(?:-([0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*))?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?");

    private static final int MAX_LENGTH = 1_000;

    private record Version(long major, long minor, long patch, List<String> preRelease) {}

    private Versions() {}

    static Map<String, Builtin> functions() {
        return Map.of(
                "semver.compare", (Binary) Versions::compare,
                "semver.is_valid",
                        (Unary) (context, x) -> RegoBoolean.of(
                                x instanceof RegoString s && parse(s.value()).isPresent()));
    }

    private static RegoValue compare(BuiltinContext context, RegoValue first, RegoValue second) {
        String a = Operands.string(first, 1);
        String b = Operands.string(second, 2);
        Version x = parse(a).orElseThrow(() -> invalid(1, a));
        Version y = parse(b).orElseThrow(() -> invalid(2, b));
        return RegoNumber.of(compare(x, y));
    }

    private static BuiltinFailure invalid(int position, String text) {
        return BuiltinFailure.error(
                "operand " + position + ": string " + RegoString.of(text) + " is not a valid SemVer");
    }

    private static Optional<Version> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        Matcher matcher = VERSION.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String preRelease = matcher.group(4);
        List<String> identifiers = preRelease == null ? List.of() : List.of(preRelease.split("\\."));
        if (identifiers.stream().anyMatch(id -> id.length() > 1 && id.startsWith("0") && isNumeric(id))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Version(
                    Long.parseLong(matcher.group(1)),
                    Long.parseLong(matcher.group(2)),
                    Long.parseLong(matcher.group(3)),
                    identifiers));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static int compare(Version x, Version y) {
        int numbers = Long.compare(x.major, y.major);
        numbers = numbers != 0 ? numbers : Long.compare(x.minor, y.minor);
        numbers = numbers != 0 ? numbers : Long.compare(x.patch, y.patch);
        if (numbers != 0 || x.preRelease.equals(y.preRelease)) {
            return numbers;
        }
        if (x.preRelease.isEmpty() || y.preRelease.isEmpty()) {
            return x.preRelease.isEmpty() ? 1 : -1;
        }
        for (int i = 0; i < Math.min(x.preRelease.size(), y.preRelease.size()); i++) {
            int order = compare(x.preRelease.get(i), y.preRelease.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(x.preRelease.size(), y.preRelease.size());
    }

    /** Numbers come before names; numbers compare as numbers, names by their characters. */
    private static int compare(String a, String b) {
        boolean aNumeric = isNumeric(a);
        if (aNumeric != isNumeric(b)) {
            return aNumeric ? -1 : 1;
        }
        int lengths = aNumeric ? Integer.compare(a.length(), b.length()) : 0;
        return lengths != 0 ? lengths : Integer.signum(a.compareTo(b));
    }

    private static boolean isNumeric(String identifier) {
        return identifier.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
