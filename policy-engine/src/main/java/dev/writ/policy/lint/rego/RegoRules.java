package dev.writ.policy.lint.rego;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.PolicyException;
import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.Module;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.config.ConfigException;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.Parsed;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.DiagnosticRenderer;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.RegoObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Finds rules of one's own in a file or directory. */
public final class RegoRules {
    private static final List<String> PREFIX = List.of("custom", "regal", "rules");
    private static final String REPORT = "report";

    private RegoRules() {}

    /**
     * The rules below {@code path}; tests among them are passed over.
     *
     * @throws ConfigException if they cannot be read, or have errors
     */
    public static List<LintRule> read(Path path) {
        List<Module> modules = new ArrayList<>();
        try (Stream<Path> files = Files.walk(path)) {
            List<Path> all = files.filter(file -> file.toString().endsWith(".rego"))
                    .filter(file -> !file.toString().endsWith("_test.rego"))
                    .sorted()
                    .toList();
            for (Path file : all) {
                modules.add(module(new SourceFile(file.toString(), Files.readString(file))));
            }
        } catch (IOException e) {
            throw new ConfigException("cannot read the rules `" + path + "`");
        } catch (UncheckedIOException e) {
            throw new ConfigException("cannot read the rules `" + path + "`");
        }
        return rules(path, modules);
    }

    private static List<LintRule> rules(Path path, List<Module> modules) {
        List<Module> rules = modules.stream().filter(RegoRules::isRule).toList();
        if (rules.isEmpty()) {
            return List.of();
        }
        List<Module> all = new ArrayList<>(modules);
        all.add(library());
        try {
            NativePolicyEngine engine = NativePolicyEngine.of(
                    all, RegoObject.EMPTY, EngineOptions.standard().withRevision("lint rules"));
            return rules.stream()
                    .map(module -> (LintRule) new RegoRule(
                            info(module),
                            engine.prepare(String.join("/", module.packageDecl().names()) + "/" + REPORT)))
                    .toList();
        } catch (PolicyException e) {
            throw new ConfigException(
                    "the rules `" + path + "` have errors:\n" + DiagnosticRenderer.render(e.diagnostics()));
        }
    }

    private static boolean isRule(Module module) {
        List<String> names = module.packageDecl().names();
        return names.size() == PREFIX.size() + 2
                && names.subList(0, PREFIX.size()).equals(PREFIX)
                && module.rules().stream().anyMatch(rule -> rule.head().name().equals(REPORT));
    }

    private static RuleInfo info(Module module) {
        List<String> names = module.packageDecl().names();
        String description = module.annotations().stream()
                .filter(block -> block.scope() == Annotations.Scope.PACKAGE
                        || block.span().end() <= module.packageDecl().span().start())
                .map(Annotations::description)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .findFirst()
                .orElse(names.getLast());
        return RuleInfo.of(names.get(PREFIX.size()), names.getLast(), description);
    }

    /** Rules may name schemas of the syntax tree, which are not here. */
    private static Module module(SourceFile file) {
        Parsed<Module> parsed = RegoParser.module(file, ParseOptions.DEFAULT);
        if (!parsed.isValid()) {
            throw new ConfigException(
                    "the rule `" + file.name() + "` has errors:\n" + DiagnosticRenderer.render(parsed.diagnostics()));
        }
        return parsed.get().withoutSchemas();
    }

    private static Module library() {
        try (InputStream in = RegoRules.class.getResourceAsStream("result.rego")) {
            if (in == null) {
                throw new IllegalStateException("resource result.rego is missing");
            }
            return module(new SourceFile("result.rego", new String(in.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
