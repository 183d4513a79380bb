@NullMarked
package dev.writ.policy.builtin.template;

import org.jspecify.annotations.NullMarked;
