package dev.writ.policy.lint.run;

import dev.writ.policy.ast.Module;
import dev.writ.policy.lint.ModuleFacts;
import org.jspecify.annotations.Nullable;

/**
 * A file with what is known of it: read only where the cache does not know it.
 *
 * @param facts null where it is no Rego
 * @param known what the cache knows, or null
 * @param parsed the module if it had to be read, or null
 */
record LintedFile(
        SourceInput input,
        String key,
        @Nullable ModuleFacts facts,
        LintCache.@Nullable Entry known,
        @Nullable ReadModule parsed) {

    static LintedFile of(SourceInput input, LintCache cache) {
        String key = LintCache.key(input);
        LintCache.Entry known = cache.find(key).orElse(null);
        if (known != null) {
            return new LintedFile(input, key, known.facts(), known, null);
        }
        ReadModule read = ReadModule.of(input);
        Module module = read.module();
        return new LintedFile(input, key, module == null ? null : ModuleFacts.of(module), null, read);
    }

    ReadModule read() {
        ReadModule read = parsed;
        return read == null ? ReadModule.of(input) : read;
    }
}
