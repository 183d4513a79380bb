@NullMarked
package dev.writ.cli.serve;

import org.jspecify.annotations.NullMarked;
