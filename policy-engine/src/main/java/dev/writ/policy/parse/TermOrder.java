package dev.writ.policy.parse;

import dev.writ.policy.ast.ObjectEntry;
import dev.writ.policy.ast.Term;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** OPA's order of terms that were written as the elements of a set or the keys of an object. */
public final class TermOrder {
    private TermOrder() {}

    /** The elements in order, of equal ones the first. */
    public static List<Term> elements(List<Term> elements) {
        if (elements.size() < 2) {
            return elements;
        }
        if (elements.stream().allMatch(Term.Scalar.class::isInstance)) {
            TreeMap<RegoValue, Term> sorted = new TreeMap<>();
            elements.forEach(term -> sorted.putIfAbsent(((Term.Scalar) term).value(), term));
            return List.copyOf(sorted.values());
        }
        AstJsonTerms json = new AstJsonTerms(false);
        Map<RegoValue, Term> byForm = new HashMap<>();
        List<RegoValue> forms = new ArrayList<>();
        for (Term term : elements) {
            RegoObject form = json.of(term);
            byForm.putIfAbsent(form, term);
            forms.add(form);
        }
        List<Term> sorted = new ArrayList<>();
        AstJsonOrder.set(forms).forEach(form -> sorted.add(byForm.get(form)));
        return sorted;
    }

    /** The entries in the order of their keys. */
    public static List<ObjectEntry> entries(List<ObjectEntry> entries) {
        AstJsonTerms json = new AstJsonTerms(false);
        IdentityHashMap<RegoArray, ObjectEntry> byForm = new IdentityHashMap<>();
        List<RegoArray> forms = new ArrayList<>();
        for (ObjectEntry entry : entries) {
            RegoArray form = RegoArray.of(json.of(entry.key()), json.of(entry.value()));
            byForm.put(form, entry);
            forms.add(form);
        }
        List<ObjectEntry> sorted = new ArrayList<>();
        AstJsonOrder.object(forms).forEach(form -> sorted.add(byForm.get((RegoArray) form)));
        return sorted;
    }
}
