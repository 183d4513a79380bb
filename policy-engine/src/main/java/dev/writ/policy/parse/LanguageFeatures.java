package dev.writ.policy.parse;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What of the language may be used, in the words of OPA's capabilities files.
 *
 * @param futureKeywords the keywords that {@code import future.keywords} may bring
 * @param features the names of language features: {@code rego_v1}, {@code rego_v1_import}, {@code rego_v2},
 *     {@code rego_v2_import}, {@code keywords_in_refs}, {@code template_strings}, {@code rule_head_refs},
 *     {@code rule_head_ref_string_prefixes}; others are of no concern
 */
public record LanguageFeatures(Set<String> futureKeywords, Set<String> features) {
    /** Everything. */
    public static final LanguageFeatures ALL = new LanguageFeatures(
            Set.of("and", "contains", "every", "if", "in", "not", "or"),
            Set.of(
                    "keywords_in_refs",
                    "rego_v1",
                    "rego_v1_import",
                    "rego_v2",
                    "rego_v2_import",
                    "rule_head_ref_string_prefixes",
                    "rule_head_refs",
                    "template_strings"));

    public LanguageFeatures {
        futureKeywords = Set.copyOf(futureKeywords);
        features = Set.copyOf(features);
    }

    /** These keywords and features. */
    public static LanguageFeatures of(Collection<String> futureKeywords, Collection<String> features) {
        return new LanguageFeatures(Set.copyOf(futureKeywords), Set.copyOf(features));
    }

    /** The same without {@code feature}. */
    public LanguageFeatures without(String feature) {
        return new LanguageFeatures(
                futureKeywords,
                features.stream().filter(name -> !name.equals(feature)).collect(Collectors.toSet()));
    }

    /** True if {@code feature} is there by name. */
    public boolean has(String feature) {
        return features.contains(feature);
    }

    boolean hasRegoV1Import() {
        return has("rego_v1_import") || has("rego_v1") || has("rego_v2");
    }

    boolean hasRegoV2Import() {
        return has("rego_v2_import") || has("rego_v2");
    }

    /** True if a rule may be named {@code a.b}. */
    public boolean hasDottedHeads() {
        return has("rule_head_ref_string_prefixes") || hasVariableHeads();
    }

    /** True if a rule may be named {@code a[x].b}. */
    public boolean hasVariableHeads() {
        return has("rule_head_refs") || has("rego_v1") || has("rego_v2");
    }

    /** The first future keyword that no Rego has, or an empty text. */
    String unknownKeyword() {
        return new TreeSet<>(futureKeywords)
                .stream()
                        .filter(name -> !ALL.futureKeywords.contains(name))
                        .findFirst()
                        .orElse("");
    }
}
