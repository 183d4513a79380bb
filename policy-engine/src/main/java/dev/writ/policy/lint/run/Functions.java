package dev.writ.policy.lint.run;

import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.builtin.Capabilities;
import dev.writ.policy.builtin.CapabilitiesException;
import dev.writ.policy.lint.Language;
import dev.writ.policy.lint.config.ConfigException;
import dev.writ.policy.lint.config.LintConfig.CapabilitiesConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which functions a configuration allows. */
final class Functions {
    /** Since when there are the functions that advice speaks of, as far as they are younger than OPA 0.34. */
    private static final Map<String, String> SINCE = Map.of(
            "array.flatten", "1.13.0",
            "object.keys", "0.47.0",
            "object.union_n", "0.37.0",
            "strings.count", "0.67.0");

    private Functions() {}

    static Language of(CapabilitiesConfig config, Path base) {
        List<BuiltinSignature> all = new ArrayList<>(declared(config, base));
        all.removeIf(function -> config.minus().contains(function.name()));
        if (!config.version().isEmpty()) {
            all.removeIf(function -> isBefore(config.version(), SINCE.getOrDefault(function.name(), "0.0.0")));
        }
        for (String name : config.plus()) {
            all.add(new BuiltinSignature(name, List.of(), "any", "any", null, false, false, false));
        }
        return new Language(all);
    }

    private static List<BuiltinSignature> declared(CapabilitiesConfig config, Path base) {
        if (config.file().isEmpty()) {
            return Capabilities.current().builtins();
        }
        Path file = base.resolve(config.file());
        try {
            return Capabilities.read(Files.readString(file)).builtins();
        } catch (IOException e) {
            throw new ConfigException("cannot read the capabilities `" + file + "`");
        } catch (CapabilitiesException e) {
            throw new ConfigException("`" + file + "`: " + e.getMessage());
        }
    }

    /** Whether the version of a configuration is one before Rego 1.0. */
    static boolean isBeforeV1(CapabilitiesConfig config) {
        return !config.version().isEmpty() && isBefore(config.version(), "1.0.0");
    }

    private static boolean isBefore(String version, String other) {
        int[] left = numbers(version);
        int[] right = numbers(other);
        for (int i = 0; i < left.length; i++) {
            if (left[i] != right[i]) {
                return left[i] < right[i];
            }
        }
        return false;
    }

    private static int[] numbers(String version) {
        int[] numbers = new int[3];
        String[] parts = (version.startsWith("v") ? version.substring(1) : version).split("[.-]", -1);
        for (int i = 0; i < Math.min(parts.length, numbers.length); i++) {
            numbers[i] = parts[i].matches("\\d{1,6}") ? Integer.parseInt(parts[i]) : 0;
        }
        return numbers;
    }
}
