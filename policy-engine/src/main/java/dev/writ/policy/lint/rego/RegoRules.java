package dev.writ.policy.lint.rego;

import dev.writ.policy.EngineOptions;
import dev.writ.policy.NativePolicyEngine;
import dev.writ.policy.PolicyException;
import dev.writ.policy.ast.Annotations;
import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.Ref;
import dev.writ.policy.ast.TermText;
import dev.writ.policy.ast.Var;
import dev.writ.policy.builtin.BuiltinSignature;
import dev.writ.policy.builtin.Capabilities;
import dev.writ.policy.lint.Children;
import dev.writ.policy.lint.Language;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.config.ConfigException;
import dev.writ.policy.parse.ParseOptions;
import dev.writ.policy.parse.Parsed;
import dev.writ.policy.parse.RegoParser;
import dev.writ.policy.source.DiagnosticRenderer;
import dev.writ.policy.source.Sha256;
import dev.writ.policy.source.SourceFile;
import dev.writ.policy.value.RegoObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
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
            List<Path> all = files.filter(file -> file.toString().endsWith(".rego") && !Files.isDirectory(file))
                    .filter(file -> !file.toString().endsWith("_test.rego"))
                    .sorted()
                    .toList();
            for (Path file : all) {
                modules.add(module(new SourceFile(file.toString(), text(file))));
            }
        } catch (IOException e) {
            throw new ConfigException("cannot read the rules `" + path + "`");
        } catch (UncheckedIOException e) {
            throw new ConfigException("cannot read the rules `" + path + "`");
        }
        return rules(path, modules);
    }

    private static String text(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new ConfigException("cannot read the rule `" + file + "`: "
                    + (Files.exists(file) ? "it is no regular file" : "it is a link that leads nowhere"));
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new ConfigException("the rule `" + file + "` is no UTF-8 text");
        } catch (IOException e) {
            throw new ConfigException("cannot read the rule `" + file + "`");
        }
    }

    private static List<LintRule> rules(Path path, List<Module> modules) {
        List<Module> rules = modules.stream().filter(RegoRules::isRule).toList();
        if (rules.isEmpty()) {
            return List.of();
        }
        Language language = new Language(Capabilities.current().builtins());
        modules.forEach(module -> refuseWhatChanges(module, language));
        String basis = Sha256.revision(
                modules.stream().map(module -> module.file().text().getBytes(StandardCharsets.UTF_8)));
        List<Module> all = new ArrayList<>(modules);
        all.add(library());
        try {
            NativePolicyEngine engine = NativePolicyEngine.of(
                    all, RegoObject.EMPTY, EngineOptions.standard().withRevision("lint rules"));
            return rules.stream()
                    .map(module -> (LintRule) new RegoRule(
                            info(module),
                            engine.prepare(String.join("/", module.packageDecl().names()) + "/" + REPORT),
                            basis))
                    .toList();
        } catch (PolicyException e) {
            throw new ConfigException(
                    "the rules `" + path + "` have errors:\n" + DiagnosticRenderer.render(e.diagnostics()));
        }
    }

    /**
     * Equal texts have equal findings, which a cache relies on; and whoever lets rules look at a text does not mean to let
     * them ask the network.
     */
    private static void refuseWhatChanges(Module module, Language language) {
        Children.everything(module, node -> {
            if (node instanceof Ref ref && ref.head() instanceof Var head && !isOwn(module, head.name())) {
                String name = TermText.of(ref);
                BuiltinSignature function = language.function(name);
                if (function != null && function.nondeterministic()) {
                    throw new ConfigException("the rule `" + module.file().name() + "` line "
                            + ref.span().line() + " uses `" + name
                            + "`, which may differ from run to run: a rule may only use what it is given");
                }
            }
        });
    }

    private static boolean isOwn(Module module, String name) {
        return module.imports().stream().anyMatch(imported -> imported.name().equals(name))
                || module.rules().stream().anyMatch(rule -> rule.head().name().equals(name));
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
