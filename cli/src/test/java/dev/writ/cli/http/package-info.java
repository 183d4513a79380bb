@NullMarked
package dev.writ.cli.http;

import org.jspecify.annotations.NullMarked;
