@NullMarked
package dev.writ.policy.builtin.std;

import org.jspecify.annotations.NullMarked;
