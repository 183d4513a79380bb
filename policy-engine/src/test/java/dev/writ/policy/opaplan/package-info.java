/** Tests of the import of OPA's plans. */
@NullMarked
package dev.writ.policy.opaplan;

import org.jspecify.annotations.NullMarked;
