@NullMarked
package dev.writ.policy.builtin.graphql;

import org.jspecify.annotations.NullMarked;
