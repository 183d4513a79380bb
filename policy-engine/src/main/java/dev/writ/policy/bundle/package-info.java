/**
 * Bundles: Rego modules, data and a manifest in one directory or one {@code .tar.gz}, in OPA's layout
 * ({@code .manifest} with {@code revision}, {@code roots}, {@code rego_version}, {@code file_rego_versions},
 * {@code metadata}; {@code data.json}, {@code data.yaml}, {@code *.rego}).
 *
 * <p><b>Revision.</b> The revision of a bundle is the digest of its content: {@code sha256:} and the hexadecimal SHA-256
 * of the text {@code writ/bundle-revision/v1\n} followed by one line for each file, sorted by path (byte order),
 * {@code <hexadecimal SHA-256 of the content> <two spaces> <path>\n}. Files are the modules and data documents as they
 * are, and {@code .manifest} as compact JSON with sorted keys and without its {@code revision}. A manifest whose
 * revision starts with {@code sha256:} and is another one is refused; any other revision is kept as a name.
 * {@code docs/formats/bundle-revision.md} has an example that can be checked with {@code sha256sum}.
 *
 * <p>What is read is bounded ({@link dev.writ.policy.bundle.BundleLimits}) and never leaves its root. Proof:
 * {@code BundleLoaderTest}, {@code HostileBundleTest}, {@code BundleRevisionTest}.
 */
@NullMarked
package dev.writ.policy.bundle;

import org.jspecify.annotations.NullMarked;
