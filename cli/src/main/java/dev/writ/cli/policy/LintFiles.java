package dev.writ.cli.policy;

import dev.writ.cli.Failure;
import dev.writ.policy.lint.config.ConfigException;
import dev.writ.policy.lint.run.Baseline;
import dev.writ.policy.lint.run.EngineBuild;
import dev.writ.policy.lint.run.LintCache;
import dev.writ.policy.lint.run.LintReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The files that a run keeps for the next one: a slip in an option must not cost a policy. */
final class LintFiles {
    private LintFiles() {}

    /**
     * The cache in a file; an empty one where there is none, or only a part of one.
     *
     * @param version of the command
     * @throws Failure if the file is something else
     */
    static LintCache cache(Path file, String version) {
        String all = version + " " + EngineBuild.identity();
        if (!Files.isRegularFile(file)) {
            return LintCache.empty(all);
        }
        byte[] content = bytes(file);
        if (!LintCache.isCache(content)) {
            throw new Failure("`" + file + "` is no cache of `lint`, and is not overwritten: name another file for"
                    + " `--cache`, or remove it");
        }
        return LintCache.read(all, content);
    }

    /** Writes a baseline; a file that is something else is not overwritten. */
    static Baseline writeBaseline(Path file, LintReport report, boolean dryRun) {
        if (Files.isRegularFile(file) && !isBaseline(file)) {
            throw new Failure("`" + file + "` is no baseline, and is not overwritten: name another file for"
                    + " `--write-baseline`, or remove it");
        }
        Baseline baseline = Baseline.of(report, file);
        if (!dryRun) {
            write(file, baseline.text());
        }
        return baseline;
    }

    private static boolean isBaseline(Path file) {
        try {
            String text = new String(bytes(file), StandardCharsets.UTF_8);
            return text.isEmpty() || Baseline.read(file, text).size() >= 0;
        } catch (ConfigException e) {
            return false;
        }
    }

    static Baseline baseline(Path file) {
        return Baseline.read(file, new String(bytes(file), StandardCharsets.UTF_8));
    }

    /** Writes a file as a whole or not at all. */
    static void write(Path file, String text) {
        try {
            FileContent.write(file, text);
        } catch (IOException e) {
            throw Failure.io("write `" + file + "`", e);
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw Failure.io("read `" + file + "`", e);
        }
    }
}
