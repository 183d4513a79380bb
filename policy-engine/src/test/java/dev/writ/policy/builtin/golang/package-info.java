@NullMarked
package dev.writ.policy.builtin.golang;

import org.jspecify.annotations.NullMarked;
