package io.houdao.placement.decision.candidates;

import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Line items that ask nothing of some domains next to each other, by halves of these. Of someone who is known in k of n
 * domains, the others are so covered by no more than about k·log2(n/k) bitmaps, and by one where nothing is known.
 *
 * @param from number of the first of them
 * @param to number of the first that follows
 * @param left absent where it is one domain, as is {@code right}
 */
record UnknownDomains(
        int from,
        int to,
        long[] indifferent,
        @Nullable UnknownDomains left,
        @Nullable UnknownDomains right) {

    static UnknownDomains of(List<TagDomain> domains, int from, int to) {
        if (to - from == 1) {
            return new UnknownDomains(from, to, domains.get(from).indifferent(), null, null);
        }
        var middle = (from + to) >>> 1;
        var left = of(domains, from, middle);
        var right = of(domains, middle, to);
        var both = left.indifferent.clone();
        Bits.and(both, right.indifferent, 0, both.length);
        return new UnknownDomains(from, to, both, left, right);
    }

    /** Adds to {@code found} bitmaps that together hold those that ask nothing of any domain that is not known. */
    void addIndifferent(BitSet known, List<long[]> found) {
        var next = known.nextSetBit(from);
        if (next < 0 || next >= to) {
            found.add(indifferent);
        } else if (left != null && right != null) {
            left.addIndifferent(known, found);
            right.addIndifferent(known, found);
        }
    }
}
