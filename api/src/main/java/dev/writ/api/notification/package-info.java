/**
 * Notifications: who has to know that a change request waits for them, was decided or is about to expire, by signed webhook
 * and by e-mail.
 */
@NullMarked
package dev.writ.api.notification;

import org.jspecify.annotations.NullMarked;
