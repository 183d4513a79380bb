package dev.writ.policy;

/**
 * A set of policies that can be asked. What it was made of never changes: a new revision is a new engine.
 *
 * <p>Several implementations share this interface: {@link NativePolicyEngine} (no other program needed), {@code
 * wasm.WasmPolicyEngine} for bundles that OPA compiled to WebAssembly, {@code remote.RemotePolicyEngine} for a running OPA, and
 * {@code compare.ComparingPolicyEngine}, which asks two of them. All methods may be called by any number of threads at once,
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

    /** Whether evaluations take a log of effects, by which they can be repeated. */
    default boolean records() {
        return true;
    }

    /** Releases what the engine holds; evaluations that run come to their end. */
    @Override
    void close();
}
