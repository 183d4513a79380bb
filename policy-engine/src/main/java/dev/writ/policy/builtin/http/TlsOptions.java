package dev.writ.policy.builtin.http;

/**
 * What a request says about TLS. A text that is missing is empty; certificates and keys are PEM.
 *
 * @param systemCerts whether the system's authorities count beside those given
 * @param insecure whether the server need not prove who it is
 * @param serverName the name that the server must prove, where it is not the host
 * @param authority where further authorities are
 * @param certificate where the client's certificate is
 * @param key where the client's key is
 */
public record TlsOptions(
        boolean systemCerts, boolean insecure, String serverName, Pem authority, Pem certificate, Pem key) {

    /** The three places in which PEM can be given: here, in a file, in a variable of the process's environment. */
    public record Pem(String text, String file, String variable) {
        public static final Pem NONE = new Pem("", "", "");

        boolean isGiven() {
            return !text.isEmpty() || !file.isEmpty() || !variable.isEmpty();
        }
    }

    /** Nothing said: the system's authorities and the host's name count. */
    public static final TlsOptions NONE = new TlsOptions(false, false, "", Pem.NONE, Pem.NONE, Pem.NONE);
}
