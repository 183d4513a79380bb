package dev.writ.api.notification;

import dev.writ.api.platform.Tenant;
import org.springframework.stereotype.Service;

/** What notices repeat of the things that they tell of. */
@Service
public class NoticeCopies {
    private final DeliveryRepository rows;

    NoticeCopies(DeliveryRepository rows) {
        this.rows = rows;
    }

    /**
     * Clears what notices about a resource say of it, within the change that erases that; those that still wait go out without.
     *
     * @param about path of the resource, as the notices name it
     */
    public void forget(Tenant tenant, String about) {
        rows.forgetContent(tenant, about);
    }
}
