@NullMarked
package dev.writ.policy.builtin.http;

import org.jspecify.annotations.NullMarked;
