package dev.writ.policy.lint;

/** A rule. Stateless, and usable by several threads. */
public interface LintRule {
    /** Name, category, level and options. */
    RuleInfo info();

    /**
     * What its findings depend on besides modules and options, as a text: of a rule that is read from somewhere what was
     * read. Empty for those that are a part of this build.
     */
    default String basis() {
        return "";
    }

    /** Reports what the rule finds in one module. */
    default void check(Linted module, Sink sink) {}

    /** Reports what belongs to no single module; called once for a project of several modules. */
    default void checkProject(Project project, Sink sink) {}
}
