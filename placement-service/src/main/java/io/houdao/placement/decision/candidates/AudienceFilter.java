package io.houdao.placement.decision.candidates;

import io.houdao.placement.decision.candidates.Numbers.Walk;
import io.houdao.placement.decision.candidates.TagDomain.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Keeps of blocks of line items those that fit one viewer. It goes through the blocks once, in their order. */
final class AudienceFilter {

    private final BitSet known = new BitSet();
    private final List<Single> singles = new ArrayList<>(16);
    private final List<Several> several = new ArrayList<>(0);
    private final Layer[] layers;
    /** All of these must hold a line item. */
    private final List<long[]> all = new ArrayList<>(32);

    /**
     * A filter for someone of whom nothing is known yet.
     *
     * @param wantingByLayer those that have a condition in each layer
     */
    AudienceFilter(List<long[]> wantingByLayer) {
        this.layers = new Layer[wantingByLayer.size()];
        Arrays.setAll(layers, layer -> new Layer(wantingByLayer.get(layer)));
    }

    /**
     * That the viewer has a tag of {@code domain}.
     *
     * @param value null where no line item names it
     */
    void know(TagDomain domain, @Nullable Value value) {
        if (known.get(domain.number())) {
            alsoKnow(domain, value);
        } else {
            known.set(domain.number());
            singles.add(new Single(domain, value));
        }
        if (value != null) {
            for (var layer = 0; layer < value.byLayer().size(); layer++) {
                layers[layer].satisfied.add(value.byLayer().get(layer).walk());
            }
        }
    }

    /* Few people have two tags in one domain, and then in few of them. */
    private void alsoKnow(TagDomain domain, @Nullable Value value) {
        for (var each : several) {
            if (each.domain == domain) {
                each.add(value);
                return;
            }
        }
        var first = singles.stream()
                .filter(each -> each.domain == domain)
                .findFirst()
                .orElseThrow();
        singles.remove(first);
        var both = new Several(domain, first.value);
        both.add(value);
        several.add(both);
    }

    /** To be called when all that the viewer has is known. */
    void close(@Nullable UnknownDomains domains) {
        for (var single : singles) {
            if (single.value == null) {
                all.add(single.domain.undemanding());
            } else if (single.value.accepting() == null) {
                several.add(new Several(single.domain, single.value));
            } else {
                all.add(single.value.accepting());
            }
        }
        if (domains != null) {
            domains.addIndifferent(known, all);
        }
    }

    /** Clears the bits of {@code block}, whose first word is number {@code first}, that do not fit; it writes to {@code scratch}. */
    void narrow(long[] block, int first, int length, long[] scratch) {
        Bits.and(block, all, first, length);
        for (var each : several) {
            each.narrow(block, first, length, scratch);
        }
        for (var layer : layers) {
            layer.narrow(block, first, length, scratch);
        }
    }

    /** A domain in which the viewer has one tag. */
    private record Single(TagDomain domain, @Nullable Value value) {}

    /** A domain in which the viewer has several tags, or one that few want: one must be wanted where any is, and none rejected. */
    private static final class Several {

        private final TagDomain domain;
        private final List<Walk> wanting = new ArrayList<>(2);
        private final List<Walk> rejecting = new ArrayList<>(2);

        Several(TagDomain domain, @Nullable Value first) {
            this.domain = domain;
            add(first);
        }

        void add(@Nullable Value value) {
            if (value != null) {
                wanting.add(value.wanting().walk());
                rejecting.add(value.rejecting().walk());
            }
        }

        void narrow(long[] block, int first, int length, long[] scratch) {
            System.arraycopy(domain.undemanding(), first, scratch, 0, length);
            for (var walk : wanting) {
                walk.setIn(scratch, first, length);
            }
            Bits.and(block, scratch, 0, length);
            for (var walk : rejecting) {
                walk.clearIn(block, first, length);
            }
        }
    }

    /** One condition of some line items, and those that the viewer's tags satisfy. */
    private static final class Layer {

        private final long[] wanting;
        private final List<Walk> satisfied = new ArrayList<>(8);

        Layer(long[] wanting) {
            this.wanting = wanting;
        }

        void narrow(long[] block, int first, int length, long[] scratch) {
            Bits.complement(scratch, wanting, first, length);
            for (var walk : satisfied) {
                walk.setIn(scratch, first, length);
            }
            Bits.and(block, scratch, 0, length);
        }
    }
}
