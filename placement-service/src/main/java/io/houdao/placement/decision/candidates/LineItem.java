package io.houdao.placement.decision.candidates;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Language;
import io.houdao.contracts.Region;
import io.houdao.contracts.Scene;
import io.houdao.contracts.SlotClass;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.campaign.LiveCreative;
import io.houdao.contracts.campaign.LiveLineItem;
import io.houdao.contracts.campaign.LiveLineItem.Delivery;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.placement.exposure.Fingerprint;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A live line item, with all that can be worked out before anyone asks. Immutable. */
public final class LineItem {

    private final LiveLineItem live;
    private final ZoneId zone;
    /** Hours of the week in which it may run; absent where it has no dayparts. */
    private final @Nullable BitSet hours;

    private final long fingerprint;
    private final long campaign;
    private final long advertiser;
    private final Creative[] creatives;
    private final double ceilingMicros;
    private final double leastValueMicros;

    private LineItem(LiveLineItem live) {
        this.live = live;
        this.ceilingMicros = Double.POSITIVE_INFINITY;
        this.leastValueMicros = 0;
        this.zone = ZoneId.of(live.zone());
        this.hours = live.dayparts().isEmpty() ? null : WeekHours.of(live.dayparts(), zone, live.startsAt());
        this.fingerprint = Fingerprint.of(live.lineItemId().value());
        this.campaign = Fingerprint.of(live.campaignId().value());
        this.advertiser = Fingerprint.of(live.advertiserId().value());
        this.creatives = live.creatives().stream().map(Creative::new).toArray(Creative[]::new);
    }

    private LineItem(LineItem same, double ceilingMicros, double leastValueMicros) {
        this.live = same.live;
        this.zone = same.zone;
        this.hours = same.hours;
        this.fingerprint = same.fingerprint;
        this.campaign = same.campaign;
        this.advertiser = same.advertiser;
        this.creatives = same.creatives;
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

    /** Not to be written to. */
    Creative[] creatives() {
        return creatives;
    }

    /** Whether each showing must be covered by leased money: what is paid by time, and our own, is not. */
    public boolean needsLease() {
        return live.bid().model() != PricingModel.FIXED_TIME && live.delivery() != Delivery.HOUSE;
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
        return Arrays.stream(creatives).anyMatch(creative -> creative.variant(slotClass, scene) != null);
    }

    /** One creative, and for which slots it was made. */
    static final class Creative {

        private final LiveCreative live;
        private final long fingerprint;
        /** For which class of slot in which scene something was made; a decision looks at many creatives, and at each in one place. */
        private final long[] made;
        /** What was made for it, by the place in {@link #made}. */
        private final LiveCreative.Variant[] variants;

        private Creative(LiveCreative live) {
            this.live = live;
            this.fingerprint = Fingerprint.of(live.creativeId().value());
            this.variants = live.variants().stream()
                    .flatMap(variant -> Collections.nCopies(variant.scenes().size(), variant).stream())
                    .toArray(LiveCreative.Variant[]::new);
            this.made = live.variants().stream()
                    .flatMapToLong(variant -> variant.scenes().stream()
                            .mapToLong(scene -> made(variant.slotClass(), Fingerprint.of(scene))))
                    .toArray();
        }

        private static long made(SlotClass slotClass, long scene) {
            return 31 * scene + slotClass.ordinal();
        }

        LiveCreative live() {
            return live;
        }

        long fingerprint() {
            return fingerprint;
        }

        LiveCreative.@Nullable Variant variant(SlotClass slotClass, Scene scene) {
            return variant(slotClass, Fingerprint.of(scene), Set.of());
        }

        /** The first variant made for that class, and the scene with that fingerprint, that holds all required assets. */
        LiveCreative.@Nullable Variant variant(SlotClass slotClass, long scene, Set<String> required) {
            var wanted = made(slotClass, scene);
            for (var place = 0; place < made.length; place++) {
                if (made[place] == wanted && variants[place].assets().keySet().containsAll(required)) {
                    return variants[place];
                }
            }
            return null;
        }
    }
}
