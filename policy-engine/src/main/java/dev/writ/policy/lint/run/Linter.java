package dev.writ.policy.lint.run;

import dev.writ.policy.ast.Module;
import dev.writ.policy.ast.RegoVersion;
import dev.writ.policy.lint.Finding;
import dev.writ.policy.lint.Language;
import dev.writ.policy.lint.Level;
import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.Linted;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.Project;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.Settings;
import dev.writ.policy.lint.config.FilePatterns;
import dev.writ.policy.lint.config.LintConfig;
import dev.writ.policy.lint.config.NearestName;
import dev.writ.policy.lint.config.Selection;
import dev.writ.policy.source.Sha256;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Runs rules over modules. Immutable, and usable by several threads. */
public final class Linter {
    private final List<ActiveRule> rules = new ArrayList<>();
    private final Set<String> names = new HashSet<>(List.of(ReadModule.RULE, ReadModule.ID));
    private final Language language;
    private final boolean beforeV1;
    private final int skipped;

    /**
     * A linter.
     *
     * @param rules the rules there are
     * @param config what the configuration file says
     * @param selection what the command line says
     * @param base the directory that the paths of the configuration are relative to
     */
    public Linter(Collection<LintRule> rules, LintConfig config, Selection selection, Path base) {
        this.language = Functions.of(config.capabilities(), base);
        this.beforeV1 = Functions.isBeforeV1(config.capabilities());
        int without = 0;
        for (LintRule rule : rules) {
            RuleInfo info = rule.info();
            names.add(info.name());
            names.add(info.id());
            Level level = selection.level(info, config.level(info));
            LintConfig.RuleConfig own = config.of(info);
            if (level == Level.IGNORE) {
                continue;
            }
            if (info.needs().stream().anyMatch(function -> language.function(function) == null)) {
                without++;
                continue;
            }
            this.rules.add(
                    new ActiveRule(rule, level, Settings.of(info, own.options()), FilePatterns.of(own.ignoreFiles())));
        }
        this.skipped = without;
    }

    /**
     * Lints files together.
     *
     * @param surroundings what stands around them
     */
    public LintReport lint(Collection<SourceInput> files, Project.Surroundings surroundings) {
        return lint(files, surroundings, LintCache.empty(""));
    }

    /** The same, where files are not looked at again that the cache knows; afterwards it knows these. */
    public LintReport lint(Collection<SourceInput> files, Project.Surroundings surroundings, LintCache cache) {
        List<LintedFile> read = files.stream().sorted(Comparator.comparing(SourceInput::name)).toList().parallelStream()
                .map(input -> LintedFile.of(dialect(input), cache))
                .toList();
        List<ModuleFacts> facts = read.stream()
                .map(LintedFile::facts)
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
        Project project = new Project(facts, language, surroundings);
        String digest = digest(facts, surroundings);
        List<Result> results = Stream.<Result>concat(
                        read.parallelStream().map(file -> lint(file, project, digest, cache)), Stream.of(lint(project)))
                .toList();
        List<Finding> findings = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        results.forEach(result -> findings.addAll(result.findings()));
        results.forEach(result -> problems.addAll(result.problems()));
        List<String> warnings =
                results.stream().flatMap(result -> result.warnings().stream()).toList();
        return new LintReport(findings, files.size(), skipped, problems, warnings);
    }

    /** What the findings of a file depend on besides its text. */
    private String digest(List<ModuleFacts> facts, Project.Surroundings surroundings) {
        StringBuilder all = new StringBuilder(rules.toString());
        facts.forEach(each -> all.append(each).append('\n'));
        all.append(surroundings).append(language.names());
        return Sha256.hex(all.toString().getBytes(StandardCharsets.UTF_8));
    }

    private Result lint(LintedFile file, Project project, String digest, LintCache cache) {
        LintCache.Entry known = file.known();
        if (known != null && known.digest().equals(digest)) {
            cache.keep(file.key(), known);
            return new Result(known.findings(), List.of(), List.of());
        }
        ReadModule read = file.read();
        Module module = read.module();
        if (module == null) {
            return new Result(read.findings(), List.of(), List.of());
        }
        Result result = lint(module, file.input().path(), project);
        // What only a look at the file can say is said in every run.
        if (result.problems().isEmpty() && result.warnings().isEmpty()) {
            cache.keep(file.key(), new LintCache.Entry(ModuleFacts.of(module), digest, result.findings()));
        }
        return result;
    }

    private SourceInput dialect(SourceInput input) {
        boolean old = beforeV1 && input.version().isEmpty();
        return old ? input.withVersion(RegoVersion.V0) : input;
    }

    private record Result(List<Finding> findings, List<String> problems, List<String> warnings) {}

    private Result lint(Module module, String path, Project project) {
        List<Finding> findings = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        Linted linted = Linted.of(module, project);
        Directives directives = new Directives(module);
        String name = module.file().name();
        for (ActiveRule active : rules) {
            RuleInfo info = active.rule().info();
            boolean meant = !info.onlyV0() || linted.isV0();
            if (meant && !active.ignored().matches(path)) {
                Collector collector = new Collector(active);
                attempt(
                        active,
                        "`" + name + "`",
                        problems,
                        sink -> active.rule().check(linted, sink),
                        collector);
                collector.findings().stream()
                        .filter(finding -> !directives.ignores(finding.place().row(), info))
                        .forEach(findings::add);
            }
        }
        List<String> warnings = directives.unknown(names).stream()
                .map(unknown -> warning(name, unknown))
                .toList();
        return new Result(findings, problems, warnings);
    }

    private String warning(String file, Directives.Unknown unknown) {
        return "`" + file + "` line " + unknown.row() + " ignores `" + unknown.name() + "`, and no rule has that name"
                + NearestName.of(unknown.name(), names)
                        .map(near -> ", did you mean `" + near + "`?")
                        .orElse("");
    }

    private Result lint(Project project) {
        List<Finding> findings = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        if (project.hasSeveral()) {
            for (ActiveRule active : rules) {
                Collector collector = new Collector(active);
                attempt(active, "the project", problems, sink -> active.rule().checkProject(project, sink), collector);
                findings.addAll(collector.findings());
            }
        }
        return new Result(findings, problems, List.of());
    }

    /** One rule that fails on one module takes nothing from the others. */
    private static void attempt(
            ActiveRule active, String where, List<String> problems, Consumer<Collector> run, Collector collector) {
        try {
            run.accept(collector);
        } catch (RuntimeException e) {
            problems.add("the rule `" + active.rule().info().id() + "` failed on " + where + ": "
                    + e.getClass().getSimpleName()
                    + (e.getMessage() == null ? "" : ", " + e.getMessage()) + "; switch it off, and report it");
        } catch (StackOverflowError e) {
            problems.add("the rule `" + active.rule().info().id() + "` failed on " + where
                    + ": it nests too deeply; switch the rule off for this file");
        }
    }
}
