package dev.writ.policy.builtin.http;

import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Checks servers: not at all, by the authorities and the host's name, or by another name that the policy gives. */
final class ServerTrust extends X509ExtendedTrustManager {

    private static final int DNS = 2;
    private static final int ADDRESS = 7;

    private final @Nullable X509ExtendedTrustManager authorities;
    private final String serverName;

    /**
     * A check.
     *
     * @param authorities who may vouch for a server, or null where nobody needs to
     * @param serverName the name that the server must have, or empty for the host that was asked
     */
    ServerTrust(@Nullable X509ExtendedTrustManager authorities, String serverName) {
        this.authorities = authorities;
        this.serverName = serverName;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        if (authorities == null) {
            return;
        }
        if (serverName.isEmpty()) {
            authorities.checkServerTrusted(chain, type, engine);
        } else {
            authorities.checkServerTrusted(chain, type);
            checkName(chain[0]);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        if (authorities == null) {
            return;
        }
        if (serverName.isEmpty()) {
            authorities.checkServerTrusted(chain, type, socket);
        } else {
            authorities.checkServerTrusted(chain, type);
            checkName(chain[0]);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        if (authorities != null) {
            authorities.checkServerTrusted(chain, type);
        }
    }

    /** RFC 6125: a wildcard stands for the leftmost label alone. */
    private void checkName(X509Certificate certificate) throws CertificateException {
        Collection<List<?>> names = certificate.getSubjectAlternativeNames();
        String wanted = serverName.toLowerCase(Locale.ROOT);
        for (List<?> entry : names == null ? List.<List<?>>of() : names) {
            int kind = (Integer) entry.get(0);
            String name = String.valueOf(entry.get(1)).toLowerCase(Locale.ROOT);
            if ((kind == DNS || kind == ADDRESS) && matches(name, wanted)) {
                return;
            }
        }
        throw new CertificateException("certificate is not valid for " + serverName);
    }

    private static boolean matches(String name, String wanted) {
        int dot = wanted.indexOf('.');
        return name.equals(wanted)
                || (name.startsWith("*.") && dot > 0 && name.substring(1).equals(wanted.substring(dot)));
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        throw new CertificateException("a client checks servers alone");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        throw new CertificateException("a client checks servers alone");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("a client checks servers alone");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities == null ? new X509Certificate[0] : authorities.getAcceptedIssuers();
    }
}
