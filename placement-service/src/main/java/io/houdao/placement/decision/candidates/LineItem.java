package io.houdao.placement.decision.candidates;

import com.github.benmanes.caffeine.cache.Interner;
import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Language;
import io.houdao.contracts.Region;
import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.campaign.LiveCreative;
import io.houdao.contracts.campaign.LiveLineItem;
import io.houdao.contracts.campaign.LiveLineItem.Delivery;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.placement.exposure.Fingerprint;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A live line item, with all that can be worked out before anyone asks. Immutable, but for what is kept with it. */
public final class LineItem {

    private final LiveLineItem live;
    /** The halves of its id, at hand: an explanation names many line items. */
    private final long idHigh;

    private final long idLow;
    private final ZoneId zone;
    /** Hours of the week in which it may run; absent where it has no dayparts. */
    private final @Nullable BitSet hours;

    private final long fingerprint;
    private final long campaign;
    private final long advertiser;
    /** For which class of slot in which scene something was made, in a row: a decision asks it of many line items. */
    private final long[] places;
    /** What was made for it, by the number in {@link #places}. */
    private final Made[] made;

    /** The first millisecond since 1970 in which it runs. */
    private final long startsAt;
    /** The first after that in which it does not. */
    private final long endsAt;

    private final FrequencyCap[] caps;
    private final boolean needsLease;
    private final double ceilingMicros;
    private final double leastValueMicros;
    /** What pacing keeps with it. */
    private @Nullable Object kept;

    private LineItem(LiveLineItem live) {
        this.live = live;
        this.idHigh = live.lineItemId().value().getMostSignificantBits();
        this.idLow = live.lineItemId().value().getLeastSignificantBits();
        this.ceilingMicros = Double.POSITIVE_INFINITY;
        this.leastValueMicros = 0;
        this.zone = ZoneId.of(live.zone());
        this.hours = live.dayparts().isEmpty() ? null : WeekHours.of(live.dayparts(), zone, live.startsAt());
        this.fingerprint = Fingerprint.of(live.lineItemId().value());
        this.campaign = Fingerprint.of(live.campaignId().value());
        this.advertiser = Fingerprint.of(live.advertiserId().value());
        this.places = live.creatives().stream()
                .flatMap(creative -> creative.variants().stream())
                .flatMapToLong(variant ->
                        variant.scenes().stream().mapToLong(scene -> place(variant.slotClass(), Fingerprint.of(scene))))
                .toArray();
        this.made = live.creatives().stream()
                .flatMap(creative -> creative.variants().stream()
                        .flatMap(variant ->
                                Collections.nCopies(variant.scenes().size(), Made.of(creative, variant)).stream()))
                .toArray(Made[]::new);
        this.startsAt = live.startsAt().plusNanos(999_999).toEpochMilli();
        this.endsAt = live.endsAt().toEpochMilli();
        this.caps = live.caps().toArray(FrequencyCap[]::new);
        this.needsLease = live.bid().model() != PricingModel.FIXED_TIME && live.delivery() != Delivery.HOUSE;
    }

    private LineItem(LineItem same, double ceilingMicros, double leastValueMicros) {
        this.live = same.live;
        this.idHigh = same.idHigh;
        this.idLow = same.idLow;
        this.zone = same.zone;
        this.hours = same.hours;
        this.fingerprint = same.fingerprint;
        this.campaign = same.campaign;
        this.advertiser = same.advertiser;
        this.places = same.places;
        this.made = same.made;
        this.startsAt = same.startsAt;
        this.endsAt = same.endsAt;
        this.caps = same.caps;
        this.needsLease = same.needsLease;
        this.kept = same.kept;
        this.ceilingMicros = ceilingMicros;
        this.leastValueMicros = leastValueMicros;
    }

    /**
     * Prepares a line item, whose worth nobody has estimated yet.
     *
     * @throws RuntimeException if it cannot be served as it is, for example because its zone does not exist
     */
    public static LineItem of(LiveLineItem live) {
        return new LineItem(live);
    }

    /**
     * The same line item, of which a showing can be worth no more than {@code ceilingMicros}, and is worth
     * {@code leastValueMicros} at least to the advertiser.
     */
    LineItem valued(double ceilingMicros, double leastValueMicros) {
        return new LineItem(this, ceilingMicros, leastValueMicros);
    }

    /**
     * The most that a showing can be worth, in micros: its value to the advertiser and the person and the lift of its goal,
     * less its harm.
     */
    public double ceilingMicros() {
        return ceilingMicros;
    }

    /** {@link #ceilingMicros} while pacing takes off {@code discount} of its value to the advertiser: μ/(1+μ). */
    double pacedCeilingMicros(double discount) {
        return ceilingMicros - discount * leastValueMicros;
    }

    /** Whether a showing can be worth more than is known of {@code same}, which was valued before, paced or not. */
    boolean canBeWorthMoreThan(LineItem same) {
        return ceilingMicros > same.ceilingMicros || leastValueMicros < same.leastValueMicros;
    }

    public LiveLineItem live() {
        return live;
    }

    public LineItemId id() {
        return live.lineItemId();
    }

    /** The first half of its id. */
    public long idHigh() {
        return idHigh;
    }

    /** The second half of its id. */
    public long idLow() {
        return idLow;
    }

    /** The advertiser's time zone. */
    public ZoneId zone() {
        return zone;
    }

    public long fingerprint() {
        return fingerprint;
    }

    /** Fingerprint of its campaign. */
    public long campaign() {
        return campaign;
    }

    /** Fingerprint of its advertiser. */
    public long advertiser() {
        return advertiser;
    }

    /** Its frequency caps; not to be written to. */
    public FrequencyCap[] caps() {
        return caps;
    }

    /** Whether it runs at {@code now}: from its start until just before its end. */
    public boolean isInFlightAt(Instant now) {
        var millis = now.toEpochMilli();
        return startsAt <= millis && millis < endsAt;
    }

    /** Whether each showing must be covered by leased money: what is paid by time, and our own, is not. */
    public boolean needsLease() {
        return needsLease;
    }

    /** What was last {@linkplain #keep kept} with it; null before. */
    public @Nullable Object kept() {
        return kept;
    }

    /** Keeps something with it that would have to be looked up for each decision; of a class that any thread may see at any time. */
    public void keep(Object what) {
        kept = what;
    }

    /** The most that one showing can cost, in micros. */
    public long mostPerShowingMicros() {
        var amount = live.bid().amountMicros();
        return live.bid().model() == PricingModel.CPM ? amount / 1_000 : amount;
    }

    /** The most that a goal that falls behind may add to a showing, in micros: the penalty for missing one. */
    public double mostLiftMicros() {
        var goal = live.goal();
        return goal == null ? 0 : goal.penaltyMicros();
    }

    boolean runsIn(Scene scene) {
        return live.scenes().contains(scene);
    }

    boolean runsOn(TouchpointId touchpoint) {
        return live.touchpoints().isEmpty() || live.touchpoints().contains(touchpoint);
    }

    boolean runsOn(DeviceKind kind) {
        return live.deviceKinds().isEmpty() || live.deviceKinds().contains(kind);
    }

    /** Whether it may answer who asks in that language; where none is known, only what suits every language may. */
    boolean speaks(@Nullable Language language) {
        return live.languages().isEmpty()
                || (language != null && live.languages().contains(language));
    }

    /** Whether it may answer who asks from that region; where none is known, only what runs everywhere may. */
    boolean runsIn(@Nullable Region region) {
        var regions = live.regions();
        return regions.isEmpty()
                || (region != null && (regions.contains(region) || regions.contains(region.country())));
    }

    /** Hours of the week in which it may run, as in {@link WeekHours}; null where it has no dayparts. */
    @Nullable
    BitSet hours() {
        return hours;
    }

    /** Whether it may run in an hour of the week; its dayparts say whether it does. */
    boolean mayRunIn(int hour) {
        return hours == null || hours.get(hour);
    }

    /** Whether some creative of it was made for slots of that class in that scene. */
    boolean hasVariant(SlotClass slotClass, Scene scene) {
        return !madeFor(slotClass, Fingerprint.of(scene), assets -> true).isEmpty();
    }

    /**
     * Of each creative the first variant made for that class, and the scene with that fingerprint, whose assets suit.
     *
     * @param suits asked of their names
     */
    List<Made> madeFor(SlotClass slotClass, long scene, Predicate<Set<String>> suits) {
        var wanted = place(slotClass, scene);
        var found = new ArrayList<Made>(1);
        for (var number = 0; number < places.length; number++) {
            if (places[number] == wanted && made[number].isWanted(suits, found)) {
                found.add(made[number]);
            }
        }
        return found;
    }

    private static long place(SlotClass slotClass, long scene) {
        return 31 * scene + slotClass.ordinal();
    }

    /**
     * A creative, and what it looks like in some place.
     *
     * @param fingerprint of the creative
     * @param assets the names of the variant's assets; the same set for all that have the same
     */
    record Made(LiveCreative creative, long fingerprint, LiveCreative.Variant variant, Set<String> assets) {

        private static final Interner<Set<String>> NAMES = Interner.newWeakInterner();

        private static Made of(LiveCreative creative, LiveCreative.Variant variant) {
            return new Made(
                    creative,
                    Fingerprint.of(creative.creativeId().value()),
                    variant,
                    NAMES.intern(Set.copyOf(variant.assets().keySet())));
        }

        private boolean isWanted(Predicate<Set<String>> suits, List<Made> others) {
            return (others.isEmpty() || others.get(others.size() - 1).fingerprint != fingerprint) && suits.test(assets);
        }
    }
}
