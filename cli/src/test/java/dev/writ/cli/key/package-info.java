@NullMarked
package dev.writ.cli.key;

import org.jspecify.annotations.NullMarked;
