package dev.writ.api.notification;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Resolves names to addresses of the public internet only, so that nobody reaches the service's own network through it. What it
 * returns is what is connected to: a name that resolves to something else later gains nothing.
 */
final class PublicAddresses implements DnsResolver {
    private final boolean all;

    /**
     * @param all whether every address is good
     */
    PublicAddresses(boolean all) {
        this.all = all;
    }

    /** A name leads to an address that webhooks may not be sent to. */
    static final class RefusedException extends UnknownHostException {
        private static final long serialVersionUID = 1L;

        RefusedException() {
            super("an address is not public");
        }
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] found = InetAddress.getAllByName(host);
        // One bad address spoils the name: whoever mixes them is trying which one is taken.
        if (!all && !List.of(found).stream().allMatch(PublicAddresses::isPublic)) {
            throw new RefusedException();
        }
        return found;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    /** Whether an address belongs to the public internet (the registries of RFC 6890). */
    static boolean isPublic(InetAddress address) {
        byte[] bytes = address.getAddress();
        return address instanceof Inet6Address
                ? isPublic6(bytes)
                : isPublic4(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff);
    }

    private static boolean isPublic4(int a, int b, int c) {
        boolean own = a == 0 || a == 10 || a == 127 || (a == 172 && b >= 16 && b < 32) || (a == 192 && b == 168);
        boolean link = (a == 169 && b == 254) || (a == 100 && b >= 64 && b < 128);
        boolean special = (a == 192 && b == 0 && (c == 0 || c == 2))
                || (a == 192 && b == 88 && c == 99)
                || (a == 198 && (b == 18 || b == 19))
                || (a == 198 && b == 51 && c == 100)
                || (a == 203 && b == 0 && c == 113)
                || a >= 224;
        return !own && !link && !special;
    }

    /** Global unicast, without documentation, and without tunnels that lead to any IPv4 address. */
    private static boolean isPublic6(byte[] bytes) {
        int first = ((bytes[0] & 0xff) << 8) | (bytes[1] & 0xff);
        int second = ((bytes[2] & 0xff) << 8) | (bytes[3] & 0xff);
        boolean globalUnicast = (first & 0xe000) == 0x2000;
        boolean protocols = first == 0x2001 && (second < 0x200 || second == 0xdb8);
        boolean documentation = first == 0x3fff && second < 0x1000;
        return globalUnicast && !protocols && !documentation && first != 0x2002;
    }
}
