package io.houdao.placement.decision.candidates;

import io.houdao.contracts.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What line items want of one domain of tags, in one family. */
final class TagDomain {

    private final int words;
    /** Those that want no tag of it; some may want one to be absent. */
    private final long[] undemanding;
    /** Those that ask nothing of it, not even that something is known. */
    private final long[] indifferent;

    private final Map<String, Value> values = new HashMap<>();
    private int number;

    TagDomain(int words) {
        this.words = words;
        this.undemanding = new long[words];
        this.indifferent = new long[words];
        Arrays.fill(undemanding, -1L);
        Arrays.fill(indifferent, -1L);
    }

    /** Whether a line item's condition fits in here: each may want something once. */
    boolean want(int lineItem, List<Tag> anyOf) {
        if (!Bits.isSet(undemanding, lineItem)) {
            return false;
        }
        Bits.clear(undemanding, lineItem);
        Bits.clear(indifferent, lineItem);
        anyOf.stream().distinct().forEach(tag -> value(tag.value()).wanting.add(lineItem));
        return true;
    }

    /** That a line item wants the tag with this value to be absent, and that to be known. */
    void reject(int lineItem, String value) {
        Bits.clear(indifferent, lineItem);
        value(value).rejecting.add(lineItem);
    }

    Value value(String value) {
        return values.computeIfAbsent(value, same -> new Value());
    }

    /** To be called when all line items were added. */
    void close(int itsNumber) {
        this.number = itsNumber;
        values.values().forEach(Value::close);
    }

    /** Its place among all domains. */
    int number() {
        return number;
    }

    long[] indifferent() {
        return indifferent;
    }

    /** Null where no line item names this value. */
    @Nullable
    Value find(String value) {
        return values.get(value);
    }

    /** Those that want no tag of it; some may want one to be absent. */
    long[] undemanding() {
        return undemanding;
    }

    /** One tag. */
    final class Value {

        private final Numbers wanting = new Numbers(words);
        /** The wanting and the undemanding without the rejecting; absent where few want it. */
        private long @Nullable [] accepting;

        private final Numbers rejecting = new Numbers(words);
        private final List<Numbers> byLayer = new ArrayList<>(0);

        /** Those that take this tag for their condition in that layer. */
        Numbers inLayer(int layer) {
            while (byLayer.size() <= layer) {
                byLayer.add(new Numbers(words));
            }
            return byLayer.get(layer);
        }

        /** By layer, those that take this tag for their condition there; later layers have none. */
        List<Numbers> byLayer() {
            return byLayer;
        }

        /** Those that accept somebody who has this value only, where many want it; null where few do. */
        long @Nullable [] accepting() {
            return accepting;
        }

        /** Those that want it. */
        Numbers wanting() {
            return wanting;
        }

        /** Those that want it to be absent. */
        Numbers rejecting() {
            return rejecting;
        }

        /*
         * Whoever has this value alone fits no line item that rejects it, so these are taken out here. With several values
         * they must be taken out again: the bitmap of another value may hold them. A domain may have thousands of values that
         * few want, as cities are: a bitmap for each would take more room than all that is in it.
         */
        private void close() {
            var many = wanting.bitmap();
            if (many != null) {
                Bits.or(many, undemanding, 0, words);
                rejecting.clearIn(many);
                accepting = many;
            }
            wanting.trim();
            rejecting.trim();
            byLayer.forEach(Numbers::trim);
        }
    }
}
