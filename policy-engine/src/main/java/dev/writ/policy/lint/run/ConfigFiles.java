package dev.writ.policy.lint.run;

import dev.writ.policy.lint.LintRule;
import dev.writ.policy.lint.RuleInfo;
import dev.writ.policy.lint.config.ConfigException;
import dev.writ.policy.lint.config.LintConfig;
import dev.writ.policy.lint.config.LintConfigReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Finds and reads configuration files. */
public final class ConfigFiles {
    private static final List<String> NAMES = List.of(".regal/config.yaml", ".regal.yaml");

    private ConfigFiles() {}

    /**
     * The configuration file for what is linted at {@code start}: in its directory or the nearest above it, or the one of the
     * user.
     *
     * @param home the directory of the user
     */
    public static Optional<Path> find(Path start, Path home) {
        Path absolute = start.toAbsolutePath().normalize();
        Path directory = Files.isDirectory(absolute) ? absolute : absolute.getParent();
        while (directory != null) {
            for (String name : NAMES) {
                Path file = directory.resolve(name);
                if (Files.isRegularFile(file)) {
                    return Optional.of(file);
                }
            }
            directory = directory.getParent();
        }
        Path own = home.resolve(".config/regal/config.yaml");
        return Files.isRegularFile(own) ? Optional.of(own) : Optional.empty();
    }

    /** The directory that the paths in a configuration file are relative to. */
    public static Path base(Path file) {
        Path directory = file.toAbsolutePath().normalize().getParent();
        if (directory == null) {
            return Path.of("");
        }
        Path above = directory.getParent();
        return directory.endsWith(".regal") && above != null ? above : directory;
    }

    /**
     * The configuration of a file.
     *
     * @throws ConfigException if it cannot be read or used
     */
    public static LintConfig read(Path file, List<LintRule> rules) {
        List<RuleInfo> infos = rules.stream().map(LintRule::info).toList();
        try {
            return LintConfigReader.read(file.toString(), Files.readString(file), infos);
        } catch (CharacterCodingException e) {
            throw new ConfigException("`" + file + "` is no UTF-8 text");
        } catch (IOException e) {
            throw new ConfigException("cannot read the configuration `" + file + "`");
        }
    }
}
