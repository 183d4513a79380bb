package dev.writ.policy.lint.run;

import dev.writ.policy.lint.Finding;
import dev.writ.policy.lint.Fix;
import dev.writ.policy.lint.Level;
import dev.writ.policy.lint.ModuleFacts;
import dev.writ.policy.lint.ModuleFacts.Definition;
import dev.writ.policy.lint.ModuleFacts.Kind;
import dev.writ.policy.lint.Place;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/** What a cache keeps, as JSON arrays and back. Reading fails with a runtime exception on anything else. */
final class CacheText {
    private CacheText() {}

    static RegoValue of(ModuleFacts facts) {
        return array(
                text(facts.file()),
                texts(facts.packagePath()),
                list(facts.imports(), CacheText::texts),
                list(facts.references(), CacheText::texts),
                list(
                        facts.definitions(),
                        each -> array(texts(each.path()), text(each.kind().name()))),
                list(facts.annotated(), CacheText::texts),
                RegoBoolean.of(facts.entrypoint()));
    }

    static ModuleFacts facts(RegoValue value) {
        return new ModuleFacts(
                text(value, 0),
                texts(value, 1),
                list(value, 2, CacheText::strings),
                list(value, 3, CacheText::strings),
                list(value, 4, each -> new Definition(texts(each, 0), Kind.valueOf(text(each, 1)))),
                list(value, 5, CacheText::strings),
                at(value, 6).equals(RegoBoolean.TRUE));
    }

    static RegoValue of(Finding finding) {
        Place place = finding.place();
        return array(
                text(finding.category()),
                text(finding.rule()),
                text(finding.level().name()),
                text(finding.message()),
                text(place.file()),
                RegoNumber.of(place.row()),
                RegoNumber.of(place.column()),
                RegoNumber.of(place.endRow()),
                RegoNumber.of(place.endColumn()),
                text(place.text()),
                list(
                        finding.fix().edits(),
                        edit -> array(RegoNumber.of(edit.start()), RegoNumber.of(edit.end()), text(edit.text()))));
    }

    static Finding finding(RegoValue value) {
        Place place = new Place(
                text(value, 4), number(value, 5), number(value, 6), number(value, 7), number(value, 8), text(value, 9));
        List<Fix.Edit> edits = list(value, 10, edit -> new Fix.Edit(number(edit, 0), number(edit, 1), text(edit, 2)));
        return new Finding(
                text(value, 0), text(value, 1), Level.valueOf(text(value, 2)), text(value, 3), place, new Fix(edits));
    }

    static <T> RegoValue list(Collection<T> elements, Function<T, RegoValue> writer) {
        return RegoArray.of(elements.stream().map(writer).toList());
    }

    static <T> List<T> list(RegoValue value, int index, Function<RegoValue, T> reader) {
        List<T> elements = new ArrayList<>();
        ((RegoArray) at(value, index)).forEach(element -> elements.add(reader.apply(element)));
        return elements;
    }

    static RegoValue array(RegoValue... elements) {
        return RegoArray.of(elements);
    }

    static RegoValue text(String text) {
        return RegoString.of(text);
    }

    private static RegoValue texts(Collection<String> texts) {
        return list(texts, CacheText::text);
    }

    private static List<String> texts(RegoValue value, int index) {
        return strings(at(value, index));
    }

    private static List<String> strings(RegoValue value) {
        List<String> texts = new ArrayList<>();
        ((RegoArray) value).forEach(element -> texts.add(((RegoString) element).value()));
        return texts;
    }

    static String text(RegoValue value, int index) {
        return ((RegoString) at(value, index)).value();
    }

    private static int number(RegoValue value, int index) {
        return (int) ((RegoNumber) at(value, index)).longValue();
    }

    static RegoValue at(RegoValue value, int index) {
        return ((RegoArray) value).get(index);
    }
}
