package dev.writ.policy.check;

import dev.writ.policy.check.types.Schemas;

/**
 * How strict a check is.
 *
 * @param strict whether unused imports, variables and arguments are errors too, as with {@code opa check --strict}
 * @param dataMayHideRules whether base data at the path of a rule is allowed, and then seen in the place of the rule
 * @param schemas the JSON Schemas that are known
 */
public record CheckOptions(boolean strict, boolean dataMayHideRules, Schemas schemas) {
    /** Not strict; a rule where there is base data is an error. */
    public static final CheckOptions DEFAULT = new CheckOptions(false, false, Schemas.NONE);

    /** Strict. */
    public static final CheckOptions STRICT = new CheckOptions(true, false, Schemas.NONE);

    /** The same, strict or not. */
    public CheckOptions withStrict(boolean value) {
        return new CheckOptions(value, dataMayHideRules, schemas);
    }

    /** The same, with base data at the paths of rules or without. */
    public CheckOptions withDataMayHideRules(boolean value) {
        return new CheckOptions(strict, value, schemas);
    }

    /** The same with schemas. */
    public CheckOptions withSchemas(Schemas value) {
        return new CheckOptions(strict, dataMayHideRules, value);
    }
}
