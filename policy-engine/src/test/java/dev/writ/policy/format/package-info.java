/** Tests of the formatter: golden cases, and the real OPA's formatter on thousands of texts. */
@NullMarked
package dev.writ.policy.format;

import org.jspecify.annotations.NullMarked;
