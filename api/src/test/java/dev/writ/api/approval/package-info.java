@NullMarked
package dev.writ.api.approval;

import org.jspecify.annotations.NullMarked;
