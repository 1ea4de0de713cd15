package io.houdao.placement.exposure;

import java.util.List;
import java.util.function.BiFunction;

/**
 * What someone was shown: first what goes at the horizon, then what outlives it, each in the order of time. 64 bytes an exposure, and
 * up to a third as much again as room for more. Immutable, so that readers need no lock. Equal as {@link Rows} are.
 *
 * @param lasting those that outlive the horizon
 */
record Exposures(Rows passing, Rows lasting) {

    static final Exposures NONE = new Exposures(Rows.NONE, Rows.NONE);

    static final int AT = 0;
    static final int DECISION = 1;
    static final int DEVICE = 2;
    static final int SCENE = 3;
    static final int CREATIVE = 4;
    static final int LINE_ITEM = 5;
    static final int CAMPAIGN = 6;
    static final int ADVERTISER = 7;

    int size() {
        return passing.size() + lasting.size();
    }

    int lastingSize() {
        return lasting.size();
    }

    /** The first row that outlives the horizon; {@link #size} where none does. */
    int firstLasting() {
        return passing.size();
    }

    long get(int row, int column) {
        return row < passing.size() ? passing.get(row, column) : lasting.get(row - passing.size(), column);
    }

    /** These and one more. Where the decision is already among them, the same, except that it lasts if either says so. */
    Exposures with(Exposure added) {
        return with(added, Rows::with);
    }

    /** The same, written behind these where there is room; for one thread at a time. */
    Exposures growing(Exposure added) {
        return with(added, Rows::growing);
    }

    private Exposures with(Exposure added, BiFunction<Rows, Exposure, Rows> adding) {
        var known = passing.find(added.decision());
        if (known >= 0) {
            return added.lasting()
                    ? new Exposures(passing.without(known), lasting.with(passing.exposure(known, true)))
                    : this;
        }
        if (lasting.find(added.decision()) >= 0) {
            return this;
        }
        return added.lasting()
                ? new Exposures(passing, adding.apply(lasting, added))
                : new Exposures(adding.apply(passing, added), lasting);
    }

    /** These and what was written behind them since. */
    Exposures latest() {
        return new Exposures(passing.latest(), lasting.latest());
    }

    /** These, and {@code more} after those of the same kind. */
    Exposures plus(Exposures more) {
        return new Exposures(passing.plus(more.passing), lasting.plus(more.lasting));
    }

    /** These and those, each decision once. */
    Exposures and(Exposures other) {
        var all = this;
        for (var row = 0; row < other.size(); row++) {
            all = all.with(other.exposure(row));
        }
        return all;
    }

    private Exposure exposure(int row) {
        return row < passing.size() ? passing.exposure(row, false) : lasting.exposure(row - passing.size(), true);
    }

    /**
     * These without those from before {@code since}, unless they last and their life is not over. No more than
     * {@code mostLasting} last: the oldest of them go at the horizon as all others do. And no more than {@code most} are left: of
     * those that do not last, the oldest go first.
     */
    Exposures within(long since, int most, int mostLasting) {
        var all = this;
        while (all.lasting.size() > mostLasting) {
            all = new Exposures(all.passing.with(all.lasting.exposure(0, false)), all.lasting.from(1));
        }
        return all.since(since, most);
    }

    private Exposures since(long since, int most) {
        var stillLasting = lasting.from(lasting.firstFrom(since - ServingStore.LIFE.toMillis()));
        var tooMany = Math.min(passing.size(), passing.size() + stillLasting.size() - most);
        var stillPassing = passing.from(Math.max(passing.firstFrom(since), tooMany));
        return new Exposures(stillPassing, stillLasting);
    }

    /** These, the oldest first of those that go at the horizon, and of those that outlive it. */
    static Exposures of(List<Exposure> exposures) {
        return new Exposures(
                Rows.of(exposures.stream().filter(each -> !each.lasting()).toList()),
                Rows.of(exposures.stream().filter(Exposure::lasting).toList()));
    }

    /** Those of these rows, each as {@link #row} writes it, of which the last {@code lasting} outlive the horizon. */
    static Exposures read(List<byte[]> rows, int lasting) {
        var first = rows.size() - lasting;
        return new Exposures(Rows.read(rows.subList(0, first)), Rows.read(rows.subList(first, rows.size())));
    }

    /** One exposure in bytes, which do not tell whether it lasts. */
    static byte[] row(Exposure exposure) {
        return Rows.bytes(exposure);
    }
}
