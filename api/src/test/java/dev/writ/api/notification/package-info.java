/** Tests of webhooks and e-mail, against real receivers. */
@NullMarked
package dev.writ.api.notification;

import org.jspecify.annotations.NullMarked;
