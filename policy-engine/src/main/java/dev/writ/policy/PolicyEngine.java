package dev.writ.policy;

/**
 * A set of policies that can be asked. What it was made of never changes: a new revision is a new engine.
 *
 * <p>Three implementations share this interface: {@link NativePolicyEngine} (this module, no other program needed), one
 * for WebAssembly bundles and one for a running OPA. All methods may be called by any number of threads at once,
 * virtual ones included.
 */
public interface PolicyEngine extends AutoCloseable {

    /** What the policies are, as a digest or as their bundle names it. */
    String revision();

    /**
     * Makes a document ready to be evaluated many times.
     *
     * @param entrypoint the path of a rule or package below {@code data}, with slashes: {@code writ/access/decision}
     * @throws PolicyException if no rule is there, or the engine cannot run it
     */
    PreparedPolicy prepare(String entrypoint);

    /**
     * Makes a query ready to be evaluated many times.
     *
     * @throws PolicyException if it is not Rego, or the engine does not take queries
     */
    PreparedQuery prepareQuery(Query query);

    /** Releases what the engine holds; evaluations that run come to their end. */
    @Override
    void close();
}
