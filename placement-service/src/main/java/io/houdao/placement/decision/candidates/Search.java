package io.houdao.placement.decision.candidates;

import io.houdao.placement.decision.candidates.AudienceBitmaps.Filter;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the line items that match a query, those first that can be worth most. It works ahead by no more than a
 * block of bits, so whoever has seen enough pays for little more than what they saw.
 */
final class Search {

    /** In words: 16,384 line items, enough for the processor's wide instructions and little enough to waste. */
    static final int BLOCK = 256;

    private final Query query;
    private final Bitmaps bitmaps;
    private final long[] inScene;
    private final long[] onTouchpoint;
    private final long[] unchanged;
    private final long[] withVariant;
    private final Filter audience;
    private final long[] undecided;
    private final int words;
    private final LineItem[] beside;
    private final Omitted withoutVariant = new Omitted();
    private final Omitted notPermitted = new Omitted();

    /** What matches of the block that begins with word {@link #first}. */
    private final long[] block = new long[BLOCK];

    private final long[] accepting = new long[BLOCK];

    private int first = -BLOCK;
    private int at = BLOCK;
    /** What is left of word {@link #at} of the block. */
    private long word;

    private int nextBeside;
    private @Nullable LineItem ahead;
    private @Nullable LineItem aheadBeside;

    /**
     * Searches {@code words} words of the bitmaps, and {@code beside}.
     *
     * @param unchanged bits of the bitmaps that hold
     * @param beside checked one by one; in the order of the bitmaps
     */
    Search(Query query, Bitmaps bitmaps, long[] unchanged, int words, LineItem[] beside) {
        this.query = query;
        this.bitmaps = bitmaps;
        this.inScene = bitmaps.inScene(query);
        this.onTouchpoint = bitmaps.onTouchpoint(query);
        this.withVariant = bitmaps.withVariant(query);
        this.audience = bitmaps.audiences().filter(query.tags());
        this.undecided = bitmaps.audiences().undecided();
        this.unchanged = unchanged;
        this.words = words;
        this.beside = beside;
        this.ahead = fromBitmaps();
        this.aheadBeside = fromBeside();
    }

    /** The next line item; null after the last. */
    @Nullable
    LineItem next() {
        var one = ahead;
        var other = aheadBeside;
        if (one != null && (other == null || other.ceilingMicros() <= one.ceilingMicros())) {
            ahead = fromBitmaps();
            return one;
        }
        aheadBeside = other == null ? null : fromBeside();
        return other;
    }

    private @Nullable LineItem fromBitmaps() {
        while (true) {
            var rest = word;
            while (rest == 0) {
                if (++at >= BLOCK) {
                    if (first + BLOCK >= words) {
                        return null;
                    }
                    loadNextBlock();
                }
                rest = block[at];
            }
            word = rest & rest - 1;
            var number = (first + at << 6) + Long.numberOfTrailingZeros(rest);
            var lineItem = bitmaps.lineItem(number);
            if (!Bits.isSet(undecided, number) || query.isInAudienceOf(lineItem)) {
                return lineItem;
            }
            notPermitted.add(lineItem);
        }
    }

    private void loadNextBlock() {
        first += BLOCK;
        at = 0;
        var length = Math.min(BLOCK, words - first);
        for (var i = 0; i < length; i++) {
            accepting[i] = inScene[first + i] & onTouchpoint[first + i] & unchanged[first + i];
            block[i] = accepting[i] & withVariant[first + i];
        }
        omit(length, withoutVariant);
        System.arraycopy(block, 0, accepting, 0, length);
        audience.narrow(block, first, length);
        omit(length, notPermitted);
        Arrays.fill(block, length, BLOCK, 0);
    }

    /* What was accepting and is not in the block. */
    private void omit(int length, Omitted omitted) {
        for (var i = 0; i < length; i++) {
            var rest = accepting[i] & ~block[i];
            while (rest != 0 && omitted.names()) {
                omitted.add(bitmaps.lineItem((first + i << 6) + Long.numberOfTrailingZeros(rest)));
                rest &= rest - 1;
            }
            omitted.add(Long.bitCount(rest));
        }
    }

    private @Nullable LineItem fromBeside() {
        while (nextBeside < beside.length) {
            var lineItem = beside[nextBeside++];
            if (!query.accepts(lineItem)) {
                continue;
            }
            if (!query.hasVariantIn(lineItem)) {
                withoutVariant.add(lineItem);
            } else if (!query.isInAudienceOf(lineItem)) {
                notPermitted.add(lineItem);
            } else {
                return lineItem;
            }
        }
        return null;
    }

    /** Those passed over so far because they were not made for the slot in the scene. */
    Omitted withoutVariant() {
        return withoutVariant;
    }

    /** Those passed over so far because nothing that may be used proves that the viewer is in their audience. */
    Omitted notPermitted() {
        return notPermitted;
    }
}
