package io.houdao.placement.decision.candidates;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Goes through the line items that match a query, those first that can be worth most. It works ahead by a block of bits, a
 * small one first and larger ones later, so whoever has seen enough pays for little more than what they saw.
 *
 * <p>A search as paced goes by what pacing leaves of that. Pacing makes many alike that are not, and who looked at them in the order of
 * their bids would find better ones again and again: it reads all blocks first in which there may be a better one.
 */
final class Search implements AutoCloseable {

    /** Of the largest block, in words: 16,384 line items, enough for the processor's wide instructions. */
    static final int BLOCK = 256;

    /** Of the first block, in words: 2,048 line items, more than most decisions look at. */
    static final int FIRST_BLOCK = 32;

    private static final ThreadLocal<Room> ROOM = ThreadLocal.withInitial(Room::new);

    private final Query query;
    private final LineItem[] lineItems;
    /** The most that each can be worth, by number. */
    private final float[] ceilings;
    /** The most that those can be worth that are in a block or after it, by its first word in steps of {@link #FIRST_BLOCK}. */
    private final float[] most;
    /** Whether that is what pacing leaves of it, which is in no order. */
    private final boolean asPaced;

    private final long[] inScene;
    private final List<long[]> conditions;
    private final long[] withVariant;
    private final long @Nullable [] inHour;
    private final AudienceFilter audience;
    private final long[] undecided;
    private final int words;
    private final LineItem[] beside;
    private final Omitted withoutVariant = new Omitted();
    private final Omitted outOfHours = new Omitted();
    private final Omitted notPermitted = new Omitted();

    private final Room room = ROOM.get();
    /** The first word of the block that was read last. */
    private int first;
    /** The words of that block. */
    private int length;
    /** The numbers of the line items that match in the block, those first that can be worth most unless that is as paced. */
    private int[] numbers;
    /** How many these are. */
    private int found;
    /** The place among them of the next. */
    private int at;
    /** As paced, those that match in all blocks read so far, and were not returned yet. */
    private final Ranks ranks;

    private int nextBeside;
    private @Nullable LineItem aheadBeside;
    private boolean isClosed;

    /**
     * Searches {@code words} words of the bitmaps, and {@code beside}.
     *
     * @param unchanged bits of the bitmaps that hold; absent where all do
     * @param beside checked one by one; in the order of the bitmaps
     * @param asPaced whether pacing matters
     */
    Search(Query query, Bitmaps bitmaps, long @Nullable [] unchanged, int words, LineItem[] beside, boolean asPaced) {
        this.query = query;
        this.lineItems = bitmaps.lineItems();
        this.ceilings = bitmaps.ceilings(asPaced);
        this.most = bitmaps.most(asPaced);
        this.asPaced = asPaced;
        this.inScene = bitmaps.inScene(query);
        this.conditions = bitmaps.accepting(query);
        if (unchanged != null) {
            conditions.add(unchanged);
        }
        this.withVariant = bitmaps.withVariant(query);
        this.inHour = bitmaps.inHour(query);
        this.audience = bitmaps.audiences().filter(query.tags());
        this.undecided = bitmaps.audiences().undecided();
        this.numbers = asPaced ? room.numbers : new int[0];
        this.ranks = room.lendRanks();
        this.words = words;
        this.beside = beside;
        this.aheadBeside = fromBeside();
    }

    /** The next line item; null after the last, and where all that follow can be worth less than {@code leastMicros}. */
    @Nullable
    LineItem next(double leastMicros) {
        if (isClosed) {
            return null;
        }
        var there = isThere(leastMicros);
        var other = aheadBeside;
        if (other == null || (there && other.ceilingMicros() <= aheadMicros())) {
            return there ? lineItems[takeAhead()] : null;
        }
        aheadBeside = fromBeside();
        return there || other.ceilingMicros() >= leastMicros ? other : null;
    }

    private boolean isThere(double leastMicros) {
        while (first + length < words
                && leftMicros() >= leastMicros
                && (!isAnyAhead() || leftMicros() > aheadMicros())) {
            loadNextBlock();
        }
        return isAnyAhead() && aheadMicros() >= leastMicros;
    }

    /* The most that those can be worth that are in no block read so far. */
    private double leftMicros() {
        return most[(first + length) / FIRST_BLOCK];
    }

    private boolean isAnyAhead() {
        return asPaced ? !ranks.isEmpty() : at < found;
    }

    /* The most that the next line item can be worth, as it was when its block was read. */
    private double aheadMicros() {
        return asPaced ? Ranks.micros(ranks.first()) : ceilings[numbers[at]];
    }

    private int takeAhead() {
        return asPaced ? Ranks.number(ranks.takeFirst()) : numbers[at++];
    }

    private void loadNextBlock() {
        first += length;
        length = Math.min(Math.max(FIRST_BLOCK, Math.min(BLOCK, 2 * length)), words - first);
        narrowBlock();
        number();
        if (asPaced) {
            rank();
        }
    }

    private void number() {
        var most = Bits.count(room.block, length) + Bits.NUMBERED_IN_VAIN;
        if (numbers.length < most) {
            numbers = new int[Math.max(most, 2 * numbers.length)];
            if (asPaced) {
                room.numbers = numbers;
            }
        }
        found = Bits.number(room.block, length, first, numbers);
        at = 0;
    }

    private void rank() {
        ranks.expect(found);
        for (var place = 0; place < found; place++) {
            ranks.add(Ranks.of(ceilings[numbers[place]], numbers[place]));
        }
    }

    private void narrowBlock() {
        System.arraycopy(inScene, first, room.block, 0, length);
        Bits.and(room.block, conditions, first, length);
        var left = keep(withVariant, Bits.count(room.block, length), withoutVariant);
        if (inHour != null) {
            left = keep(inHour, left, outOfHours);
        }
        if (left > 0) {
            System.arraycopy(room.block, 0, room.before, 0, length);
            audience.narrow(room.block, first, length, room.scratch);
            askUndecided();
            omit(left - Bits.count(room.block, length), notPermitted);
        }
    }

    private void askUndecided() {
        for (var i = 0; i < length; i++) {
            for (var rest = room.block[i] & undecided[first + i]; rest != 0; rest &= rest - 1) {
                if (!query.isInAudienceOf(lineItem(i, rest))) {
                    room.block[i] &= ~Long.lowestOneBit(rest);
                }
            }
        }
    }

    /* That of the first bit in a word of the block. */
    private LineItem lineItem(int word, long bits) {
        return lineItems[(first + word << 6) + Long.numberOfTrailingZeros(bits)];
    }

    /* Keeps of the block, which holds so many, those in the bitmap; the others are omitted. Returns how many are left. */
    private int keep(long[] bitmap, int count, Omitted omitted) {
        if (count == 0) {
            return 0;
        }
        System.arraycopy(room.block, 0, room.before, 0, length);
        Bits.and(room.block, bitmap, first, length);
        var left = Bits.count(room.block, length);
        omit(count - left, omitted);
        return left;
    }

    /* So many, which were in the block before and are not any more. */
    private void omit(int count, Omitted omitted) {
        omitted.add(count);
        for (var i = 0; i < length && omitted.names(); i++) {
            var rest = room.before[i] & ~room.block[i];
            while (rest != 0 && omitted.names()) {
                omitted.name(lineItem(i, rest));
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
            } else if (!query.isInHoursOf(lineItem)) {
                outOfHours.add(lineItem);
            } else if (!query.isInAudienceOf(lineItem)) {
                notPermitted.add(lineItem);
            } else {
                return lineItem;
            }
        }
        return null;
    }

    /** Lets the thread's next search write where this one did, which returns nothing any more. For the thread that began it. */
    @Override
    public void close() {
        if (!isClosed) {
            isClosed = true;
            room.takeBack(ranks);
        }
    }

    /** Those passed over so far because they were not made for the slot in the scene. */
    Omitted withoutVariant() {
        return withoutVariant;
    }

    /** Those passed over so far because this is not one of their hours of the week. */
    Omitted outOfHours() {
        return outOfHours;
    }

    /** Those passed over so far because nothing that may be used proves that the viewer is in their audience. */
    Omitted notPermitted() {
        return notPermitted;
    }

    /**
     * What is written while a block is read, or until a search is over, and is of no use after that: it stays with the thread, and so in
     * its processor's caches.
     */
    private static final class Room {

        /** What matches of the block. */
        private final long[] block = new long[BLOCK];
        /** What matched before it was narrowed last. */
        private final long[] before = new long[BLOCK];

        private final long[] scratch = new long[BLOCK];
        /** What matches of the block as paced, until it is ranked. */
        private int[] numbers = new int[0];
        /** Of no search that is not closed; several may go on at a time, and each has its own. */
        private @Nullable Ranks ranks;

        private Ranks lendRanks() {
            var lent = ranks == null ? new Ranks() : ranks;
            ranks = null;
            return lent;
        }

        private void takeBack(Ranks lent) {
            lent.clear();
            ranks = lent;
        }
    }
}
