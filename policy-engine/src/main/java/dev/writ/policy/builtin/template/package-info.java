/**
 * The template language of {@code strings.render_template}: Go's {@code text/template} (Go 1.26) over JSON values, with
 * its functions, its rules for types and the texts of its errors. A text becomes tokens
 * ({@link dev.writ.policy.builtin.template.TemplateLexer}), those become trees
 * ({@link dev.writ.policy.builtin.template.TemplateParser}), and a tree is carried out
 * ({@link dev.writ.policy.builtin.template.TemplateRun}).
 *
 * <p>Nesting, steps and output are bounded. Proof: {@code TemplatesTest}, a table with outcomes of the real OPA, and
 * {@code TemplateFuzzTest}.
 */
@NullMarked
package dev.writ.policy.builtin.template;

import org.jspecify.annotations.NullMarked;
