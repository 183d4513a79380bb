package dev.writ.policy.format;

import java.util.Set;

/**
 * How a module is written.
 *
 * @param withIf whether bodies follow an {@code if}
 * @param withContains whether elements of sets follow {@code contains}
 * @param longNames whether a rule of the module has a name that only newer versions of OPA read
 * @param isV1 whether the result must be read as Rego v1
 * @param keywords what cannot follow a point
 * @param keywordsInPaths whether keywords may follow a point all the same, where they did
 */
record Style(
        boolean withIf,
        boolean withContains,
        boolean longNames,
        boolean isV1,
        Set<String> keywords,
        boolean keywordsInPaths) {}
