package io.houdao.placement.decision.candidates;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the line items that match a query, those first that can be worth most. It works ahead by a block of bits, a
 * small one first and larger ones later, so whoever has seen enough pays for little more than what they saw.
 */
final class Search {

    /** Of the largest block, in words: 16,384 line items, enough for the processor's wide instructions. */
    static final int BLOCK = 256;

    /** Of the first block, in words: 2,048 line items, more than most decisions look at. */
    static final int FIRST_BLOCK = 32;

    private final Query query;
    private final Bitmaps bitmaps;
    private final long[] inScene;
    private final List<long[]> conditions;
    private final long[] withVariant;
    private final AudienceFilter audience;
    private final long[] undecided;
    private final int words;
    private final LineItem[] beside;
    private final Omitted withoutVariant = new Omitted();
    private final Omitted notPermitted = new Omitted();

    /** What matches of the block that begins with word {@link #first} and has {@link #length} words. */
    private long[] block = new long[0];

    private long[] scratch = new long[0];

    private int first;
    private int length;
    /** The numbers of the line items that match in the block. */
    private int[] numbers = new int[0];
    /** How many these are. */
    private int found;
    /** The place among them of the next. */
    private int at;

    private int nextBeside;
    private @Nullable LineItem ahead;
    private @Nullable LineItem aheadBeside;

    /**
     * Searches {@code words} words of the bitmaps, and {@code beside}.
     *
     * @param unchanged bits of the bitmaps that hold; absent where all do
     * @param beside checked one by one; in the order of the bitmaps
     */
    Search(Query query, Bitmaps bitmaps, long @Nullable [] unchanged, int words, LineItem[] beside) {
        this.query = query;
        this.bitmaps = bitmaps;
        this.inScene = bitmaps.inScene(query);
        this.conditions = bitmaps.accepting(query);
        if (unchanged != null) {
            conditions.add(unchanged);
        }
        this.withVariant = bitmaps.withVariant(query);
        this.audience = bitmaps.audiences().filter(query.tags());
        this.undecided = bitmaps.audiences().undecided();
        this.words = words;
        this.beside = beside;
        this.aheadBeside = fromBeside();
    }

    /** The next line item; null after the last. */
    @Nullable
    LineItem next() {
        var other = aheadBeside;
        if (other == null) {
            return takeAhead();
        }
        if (ahead == null) {
            ahead = fromBitmaps();
        }
        var one = ahead;
        if (one != null && other.ceilingMicros() <= one.ceilingMicros()) {
            ahead = null;
            return one;
        }
        aheadBeside = fromBeside();
        return other;
    }

    private @Nullable LineItem takeAhead() {
        var one = ahead;
        if (one == null) {
            return fromBitmaps();
        }
        ahead = null;
        return one;
    }

    private @Nullable LineItem fromBitmaps() {
        while (at < found || loadNextBlock()) {
            var number = numbers[at++];
            var lineItem = bitmaps.lineItem(number);
            if (!Bits.isSet(undecided, number) || query.isInAudienceOf(lineItem)) {
                return lineItem;
            }
            notPermitted.add(lineItem);
        }
        return null;
    }

    /* The next block in which anything matches; false where there is none. */
    private boolean loadNextBlock() {
        at = 0;
        found = 0;
        while (found == 0) {
            first += length;
            length = Math.min(Math.max(FIRST_BLOCK, Math.min(BLOCK, 2 * length)), words - first);
            if (length <= 0) {
                length = 0;
                return false;
            }
            if (block.length < length) {
                block = new long[room(length)];
                scratch = new long[room(length)];
            }
            narrowBlock();
            number();
        }
        return true;
    }

    private void number() {
        var room = Bits.count(block, length) + Bits.NUMBERED_IN_VAIN;
        if (numbers.length < room) {
            numbers = new int[Math.max(room, 2 * numbers.length)];
        }
        found = Bits.number(block, length, first, numbers);
    }

    /** For a block, and after the first also for all that follow. */
    static int room(int length) {
        return length <= FIRST_BLOCK ? length : BLOCK;
    }

    private void narrowBlock() {
        System.arraycopy(inScene, first, block, 0, length);
        Bits.and(block, conditions, first, length);
        var accepting = Bits.count(block, length);
        if (accepting == 0) {
            return;
        }
        System.arraycopy(block, 0, scratch, 0, length);
        Bits.and(block, withVariant, first, length);
        var made = Bits.count(block, length);
        omit(accepting - made, withoutVariant);
        if (made == 0) {
            return;
        }
        System.arraycopy(block, 0, scratch, 0, length);
        audience.narrow(block, first, length);
        omit(made - Bits.count(block, length), notPermitted);
    }

    /* So many, which were in the block before and are not any more. */
    private void omit(int count, Omitted omitted) {
        omitted.add(count);
        for (var i = 0; i < length && omitted.names(); i++) {
            var rest = scratch[i] & ~block[i];
            while (rest != 0 && omitted.names()) {
                omitted.name(bitmaps.lineItem((first + i << 6) + Long.numberOfTrailingZeros(rest)));
                rest &= rest - 1;
            }
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
