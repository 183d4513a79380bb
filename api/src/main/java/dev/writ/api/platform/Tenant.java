package dev.writ.api.platform;

/**
 * Whose data a row is. It comes from the token alone, and every key in the database starts with it.
 *
 * @param name also the name of the tenant's ledger
 */
public record Tenant(String name) {
    /** The only tenant of a service that has not been told of others. */
    public static final Tenant MAIN = new Tenant("main");
}
