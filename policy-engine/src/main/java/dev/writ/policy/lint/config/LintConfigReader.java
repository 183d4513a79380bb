package dev.writ.policy.lint.config;

import dev.writ.policy.builtin.BuiltinFailure;
import dev.writ.policy.builtin.golang.GoRegexp;
import dev.writ.policy.lint.Level;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.config.LintConfig.CapabilitiesConfig;
import dev.writ.policy.lint.config.LintConfig.Root;
import dev.writ.policy.lint.config.LintConfig.RuleConfig;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import dev.writ.policy.value.YamlException;
import dev.writ.policy.value.YamlReader;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads configuration files. What is near to a key that exists is taken for a slip and refused; other unknown keys, which
 * newer linters may know, only cause a warning.
 */
public final class LintConfigReader {
    private static final int MAX_DEPTH = 32;
    private static final Set<String> TOP = Set.of("rules", "ignore", "project", "capabilities", "features");
    private static final String DEFAULT = "default";
    private static final String PATTERN = "pattern";
    private static final List<String> VERSION = List.of("capabilities", "from", "version");

    private final String file;
    private final String text;
    private final Map<String, List<RuleInfo>> known;
    private final List<String> warnings = new ArrayList<>();
    private final Map<String, Level> categories = new HashMap<>();
    private final Map<String, RuleConfig> rules = new HashMap<>();
    private Optional<Level> defaultLevel = Optional.empty();

    private LintConfigReader(String file, String text, Collection<RuleInfo> known) {
        this.file = file;
        this.text = text;
        this.known = known.stream().collect(Collectors.groupingBy(RuleInfo::category));
    }

    /**
     * The configuration that {@code text} holds.
     *
     * @param file what messages call it
     * @param known the rules there are
     * @throws ConfigException if it is no YAML, or says what cannot be meant
     */
    public static LintConfig read(String file, String text, Collection<RuleInfo> known) {
        return new LintConfigReader(file, text, known).read();
    }

    private LintConfig read() {
        RegoObject all = map(document(), List.of());
        keys(all, List.of(), TOP);
        rules(section(all, "rules", List.of()));
        RegoObject project = section(all, "project", List.of());
        keys(project, List.of("project"), Set.of("roots", "rego-version"));
        return new LintConfig(
                defaultLevel,
                categories,
                rules,
                ignored(all, List.of()),
                roots(project),
                version(project.get("rego-version"), List.of("project", "rego-version")),
                capabilities(section(all, "capabilities", List.of())),
                warnings);
    }

    private RegoValue document() {
        try {
            return YamlReader.read(text, MAX_DEPTH);
        } catch (YamlException e) {
            throw new ConfigException(
                    "`" + file + "` is no YAML: line " + e.line() + ", column " + e.column() + ": " + e.problem());
        }
    }

    private void rules(RegoObject section) {
        Set<String> names = new TreeSet<>(known.keySet());
        names.add(DEFAULT);
        section.forEach((key, value) -> {
            String category = name(key);
            List<String> path = List.of("rules", category);
            if (category.equals(DEFAULT)) {
                defaultLevel = level(map(value, path), path);
            } else if (known.containsKey(category)) {
                category(category, map(value, path));
            } else {
                unknown(category, names, List.of("rules"), "category");
                map(value, path).forEach((rule, settings) -> custom(category, name(rule), settings));
            }
        });
    }

    /** Categories of one's own rules have names of one's own, and so have options. */
    private void custom(String category, String rule, RegoValue settings) {
        List<String> path = List.of("rules", category, rule);
        RegoObject map = map(settings, path);
        if (rule.equals(DEFAULT)) {
            level(map, path).ifPresent(level -> categories.put(category, level));
        } else {
            rules.put(category + "/" + rule, new RuleConfig(level(map, path), ignored(map, path), options(map)));
        }
    }

    private void category(String category, RegoObject section) {
        List<RuleInfo> infos = known.getOrDefault(category, List.of());
        Set<String> names = infos.stream().map(RuleInfo::name).collect(Collectors.toCollection(TreeSet::new));
        names.add(DEFAULT);
        section.forEach((key, value) -> {
            String rule = name(key);
            List<String> path = List.of("rules", category, rule);
            if (!names.contains(rule)) {
                wrongPlace(category, rule, names);
                custom(category, rule, value);
            } else if (rule.equals(DEFAULT)) {
                level(map(value, path), path).ifPresent(level -> categories.put(category, level));
            } else {
                infos.stream()
                        .filter(info -> info.name().equals(rule))
                        .forEach(info -> rules.put(info.id(), rule(info, map(value, path), path)));
            }
        });
    }

    private void wrongPlace(String category, String rule, Set<String> names) {
        Optional<RuleInfo> elsewhere = known.values().stream()
                .flatMap(List::stream)
                .filter(info -> info.name().equals(rule))
                .findFirst();
        if (elsewhere.isPresent()) {
            warn(
                    List.of("rules", category, rule),
                    "`" + rule + "` is in the category `" + elsewhere.get().category() + "`");
        } else {
            unknown(rule, names, List.of("rules", category), "rule");
        }
    }

    private RuleConfig rule(RuleInfo info, RegoObject settings, List<String> path) {
        Set<String> names = new TreeSet<>(info.options().keySet());
        names.add("level");
        names.add("ignore");
        keys(settings, path, names);
        Map<String, RegoValue> options = options(settings);
        options.keySet().retainAll(info.options().keySet());
        options.forEach((name, value) -> {
            RegoValue standard = info.options().get(name);
            if (standard != null && standard.kind() != value.kind() && !(standard instanceof RegoArray)) {
                throw wrong(
                        append(path, name),
                        "`" + name + "` must be a " + standard.kind().label() + ", as in `" + name + ": " + standard
                                + "`");
            }
            if (standard instanceof RegoNumber && value instanceof RegoNumber number && !isCount(number)) {
                throw wrong(
                        append(path, name),
                        "`" + name + "` must be a whole number from 0 to " + Integer.MAX_VALUE + ", as in `" + name
                                + ": " + standard + "`");
            }
            expressions(name, value, append(path, name));
        });
        return new RuleConfig(level(settings, path), ignored(settings, path), options);
    }

    private static boolean isCount(RegoNumber number) {
        return number.isLong() && number.longValue() >= 0 && number.longValue() <= Integer.MAX_VALUE;
    }

    /** Regular expressions, wherever they are among the options, are ones. */
    private void expressions(String name, RegoValue value, List<?> path) {
        switch (value) {
            case RegoString text
            when name.endsWith(PATTERN) -> {
                try {
                    GoRegexp.compile(text.value());
                } catch (BuiltinFailure e) {
                    throw wrong(path, "`" + name + "` is no regular expression: " + e.getMessage());
                }
            }
            case RegoArray list -> {
                for (int i = 0; i < list.size(); i++) {
                    expressions(name, list.get(i), inside(path, i));
                }
            }
            case RegoObject map -> map.forEach((key, inner) -> expressions(name(key), inner, inside(path, name(key))));
            default -> {}
        }
    }

    private static Map<String, RegoValue> options(RegoObject settings) {
        Map<String, RegoValue> options = new HashMap<>();
        settings.forEach((key, value) -> options.put(name(key), value));
        options.remove("level");
        options.remove("ignore");
        options.values().removeIf(RegoNull.class::isInstance);
        return options;
    }

    private Optional<Level> level(RegoObject settings, List<String> path) {
        RegoValue value = settings.get("level");
        if (value == null || value instanceof RegoNull) {
            return Optional.empty();
        }
        Optional<Level> level = value instanceof RegoString label ? Level.of(label.value()) : Optional.empty();
        if (level.isEmpty()) {
            String written = value instanceof RegoString label ? label.value() : value.toString();
            List<String> labels = Stream.of(Level.values()).map(Level::label).toList();
            throw wrong(
                    append(path, "level"),
                    "`" + written + "` is no level"
                            + NearestName.of(written, labels)
                                    .map(near -> ", did you mean `" + near + "`?")
                                    .orElse(", write `error`, `warning` or `ignore`"));
        }
        return level;
    }

    private List<String> ignored(RegoObject settings, List<String> path) {
        List<String> place = append(path, "ignore");
        RegoObject ignore = section(settings, "ignore", path);
        keys(ignore, place, Set.of("files"));
        List<String> files = append(place, "files");
        List<String> patterns = texts(ignore.get("files"), files);
        for (int i = 0; i < patterns.size(); i++) {
            try {
                FilePatterns.of(List.of(patterns.get(i)));
            } catch (ConfigException e) {
                throw wrong(inside(files, i), String.valueOf(e.getMessage()));
            }
        }
        return patterns;
    }

    private List<Root> roots(RegoObject project) {
        List<Root> roots = new ArrayList<>();
        List<String> path = List.of("project", "roots");
        RegoValue list = project.get("roots");
        if (list == null || list instanceof RegoNull) {
            return roots;
        }
        if (!(list instanceof RegoArray elements)) {
            throw wrong(path, "`roots` must be a list of directories");
        }
        for (RegoValue element : elements) {
            if (element instanceof RegoString directory) {
                roots.add(new Root(directory.value(), -1));
            } else {
                RegoObject root = map(element, path);
                keys(root, path, Set.of("path", "rego-version"));
                if (!(root.get("path") instanceof RegoString directory)) {
                    throw wrong(path, "a root needs a `path`");
                }
                roots.add(new Root(directory.value(), version(root.get("rego-version"), path)));
            }
        }
        return roots;
    }

    private int version(@org.jspecify.annotations.Nullable RegoValue value, List<String> path) {
        if (value == null || value instanceof RegoNull) {
            return -1;
        }
        if (value instanceof RegoNumber number && isCount(number) && number.longValue() <= 1) {
            return (int) number.longValue();
        }
        throw wrong(path, "`rego-version` must be 0 or 1");
    }

    private CapabilitiesConfig capabilities(RegoObject section) {
        List<String> path = List.of("capabilities");
        keys(section, path, Set.of("from", "plus", "minus"));
        RegoObject from = section(section, "from", path);
        keys(from, append(path, "from"), Set.of("engine", "version", "file", "url"));
        if (from.get("url") != null) {
            throw wrong(List.of("capabilities", "from", "url"), "capabilities are not fetched, name a `file` instead");
        }
        String engine = text(from, "engine");
        if (engine.isEmpty() || engine.equals("opa")) {
            opaVersion(text(from, "version"));
        }
        return new CapabilitiesConfig(
                text(from, "version"), text(from, "file"), functions(section, "minus"), functions(section, "plus"));
    }

    private void opaVersion(String version) {
        if (!version.isEmpty() && OpaVersion.of(version).isEmpty()) {
            throw wrong(VERSION, "`" + version + "` is no version of OPA, write it as in `" + OpaVersion.NEWEST + "`");
        }
        if (OpaVersion.of(version)
                .filter(named -> named.compareTo(OpaVersion.NEWEST) > 0)
                .isPresent()) {
            throw wrong(
                    VERSION,
                    "the functions of OPA `" + version + "` are not known, the newest version that is known is `"
                            + OpaVersion.NEWEST + "`");
        }
    }

    private List<String> functions(RegoObject section, String key) {
        List<String> names = new ArrayList<>();
        if (section(section, key, List.of("capabilities")).get("builtins") instanceof RegoArray functions) {
            for (RegoValue function : functions) {
                if (function instanceof RegoObject map && map.get("name") instanceof RegoString name) {
                    names.add(name.value());
                } else if (function instanceof RegoString name) {
                    names.add(name.value());
                }
            }
        }
        return names;
    }

    private static String text(RegoObject map, String key) {
        RegoValue value = map.get(key);
        return value instanceof RegoString text ? text.value() : value == null ? "" : value.toString();
    }

    private List<String> texts(@org.jspecify.annotations.Nullable RegoValue value, List<String> path) {
        if (value == null || value instanceof RegoNull) {
            return List.of();
        }
        if (!(value instanceof RegoArray list)) {
            throw wrong(path, "`" + path.getLast() + "` must be a list");
        }
        List<String> texts = new ArrayList<>();
        for (RegoValue element : list) {
            texts.add(element instanceof RegoString text ? text.value() : element.toString());
        }
        return texts;
    }

    private RegoObject section(RegoObject map, String key, List<String> path) {
        RegoValue value = map.get(key);
        return value == null ? RegoObject.EMPTY : map(value, append(path, key));
    }

    private RegoObject map(RegoValue value, List<String> path) {
        return switch (value) {
            case RegoObject map -> map;
            case RegoNull nothing -> RegoObject.EMPTY;
            default ->
                throw wrong(
                        path,
                        path.isEmpty()
                                ? "a configuration is keys and values"
                                : "`" + path.getLast() + "` must be keys and values");
        };
    }

    private void keys(RegoObject map, List<String> path, Set<String> valid) {
        map.forEach((key, value) -> {
            if (!valid.contains(name(key))) {
                unknown(name(key), valid, path, "key");
            }
        });
    }

    private void unknown(String name, Set<String> valid, List<String> path, String what) {
        List<String> place = append(path, name);
        String problem = "unknown " + what + " `" + String.join(".", place) + "`";
        Optional<String> near = NearestName.of(name, valid);
        if (near.isPresent()) {
            throw wrong(place, problem + ", did you mean `" + near.get() + "`?");
        }
        if (!what.equals("category")) {
            warn(place, problem);
        }
    }

    private void warn(List<String> path, String problem) {
        warnings.add(at(path) + problem + "; it has no effect");
    }

    private ConfigException wrong(List<?> path, String problem) {
        return new ConfigException(at(path) + problem);
    }

    private String at(List<?> path) {
        return "`" + file + "` line " + YamlReader.keyLine(text, path) + ": ";
    }

    private static List<Object> inside(List<?> path, Object step) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return longer;
    }

    private static List<String> append(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return List.copyOf(longer);
    }

    private static String name(RegoValue key) {
        return key instanceof RegoString text ? text.value() : key.toString();
    }
}
