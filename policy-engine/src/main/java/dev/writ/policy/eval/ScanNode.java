package dev.writ.policy.eval;

import dev.writ.policy.source.Span;
import dev.writ.policy.value.RegoArray;
import dev.writ.policy.value.RegoBoolean;
import dev.writ.policy.value.RegoNull;
import dev.writ.policy.value.RegoNumber;
import dev.writ.policy.value.RegoObject;
import dev.writ.policy.value.RegoSet;
import dev.writ.policy.value.RegoString;
import dev.writ.policy.value.RegoValue;

/** The elements of a collection. */
record ScanNode(Source source, int key, int value, Node body, Span span) implements Node {

    @Override
    public Flow run(Frame frame) {
        return switch (source.read(frame)) {
            case RegoArray array -> ofArray(array, frame);
            case RegoObject object -> ofObject(object, frame);
            case RegoSet set -> ofSet(set, frame);
            case RegoString ignored -> Flow.FAIL;
            case RegoNumber ignored -> Flow.FAIL;
            case RegoBoolean ignored -> Flow.FAIL;
            case RegoNull ignored -> Flow.FAIL;
        };
    }

    private Flow ofArray(RegoArray array, Frame frame) {
        int size = array.size();
        for (int i = 0; i < size; i++) {
            if (step(RegoNumber.of(i), array.get(i), frame) == Flow.DONE) {
                return Flow.DONE;
            }
        }
        return Flow.FAIL;
    }

    private Flow ofObject(RegoObject object, Frame frame) {
        int size = object.size();
        for (int i = 0; i < size; i++) {
            if (step(object.keyAt(i), object.valueAt(i), frame) == Flow.DONE) {
                return Flow.DONE;
            }
        }
        return Flow.FAIL;
    }

    private Flow ofSet(RegoSet set, Frame frame) {
        int size = set.size();
        for (int i = 0; i < size; i++) {
            RegoValue member = set.get(i);
            if (step(member, member, frame) == Flow.DONE) {
                return Flow.DONE;
            }
        }
        return Flow.FAIL;
    }

    private Flow step(RegoValue elementKey, RegoValue element, Frame frame) {
        frame.meter.step(span);
        frame.slots[key] = elementKey;
        frame.slots[value] = element;
        return body.run(frame);
    }
}
