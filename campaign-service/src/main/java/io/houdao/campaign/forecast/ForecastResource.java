package io.houdao.campaign.forecast;

import static java.util.stream.Collectors.toSet;

import io.houdao.campaign.advertiser.Advertisers;
import io.houdao.campaign.lineitem.LineItemBody;
import io.houdao.campaign.lineitem.LineItemTerms;
import io.houdao.campaign.profile.Audiences;
import io.houdao.campaign.slot.Slot;
import io.houdao.campaign.slot.Slots;
import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.Daypart;
import io.houdao.contracts.campaign.FrequencyCap;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Roles;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Forecasts over HTTP. */
@Tag(name = "Forecasts")
@Path("/v1/forecasts")
@RolesAllowed(Roles.ADVERTISER)
class ForecastResource {

    private static final int LOOKS_BACK_DAYS = 56;
    private static final int FEWEST_DAYS = 7;

    private final Traffic traffic;
    private final Audiences audiences;
    private final Slots slots;
    private final Advertisers advertisers;
    private final Clock clock;

    ForecastResource(Traffic traffic, Audiences audiences, Slots slots, Advertisers advertisers, Clock clock) {
        this.traffic = traffic;
        this.audiences = audiences;
        this.slots = slots;
        this.advertisers = advertisers;
        this.clock = clock;
    }

    /**
     * What a line item could expect, told from the last eight weeks. Nothing is kept. 409 where fewer than seven whole days
     * were seen, or where it is for some kinds of device and nobody can say now which touchpoints these are.
     */
    @POST
    @Operation(summary = "What a line item could expect, told from the last eight weeks")
    public Forecast forecast(@NotNull(message = "is required") @Valid LineItemBody body) {
        var terms = body.terms();
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var scenes = terms.scenes().stream().map(Scene::toString).toList();
        var past = traffic.past(
                new Traffic.Wanted(
                        scenes,
                        touchpoints(terms),
                        hoursOfWeek(terms.dayparts()),
                        advertisers.own().zone()),
                today.minusDays(LOOKS_BACK_DAYS),
                today);
        var byDay = past.opportunitiesByDay();
        if (byDay.size() < FEWEST_DAYS) {
            throw Problems.conflict(
                    "Traffic was seen on " + byDay.size() + " whole days; a forecast needs " + FEWEST_DAYS + ".");
        }
        var everybody = Projection.of(byDay, day(terms.startsAt()), dayAfter(terms));
        var size = terms.audience() == null ? null : audiences.size(terms.audience());
        var all = audiences.everybody();
        var people = terms.audience() == null ? all : size;
        var ofAudience = size == null || all == null || all == 0 ? everybody : everybody.times((double) size / all);
        var isForSome = !terms.languages().isEmpty() || !terms.regions().isEmpty();
        var available = isForSome ? ofAudience.orAnyLess() : ofAudience;
        return new Forecast(
                byDay.size(),
                available,
                isForSome,
                past.filled(),
                people,
                reach(people, available, terms),
                traffic.harm(scenes).orElse(null));
    }

    /** Where the line item may run; null where that is everywhere. */
    private @Nullable Set<String> touchpoints(LineItemTerms terms) {
        if (terms.deviceKinds().isEmpty()) {
            return terms.touchpoints().isEmpty()
                    ? null
                    : terms.touchpoints().stream().map(TouchpointId::value).collect(toSet());
        }
        var known = slots.all();
        if (known == null) {
            throw Problems.conflict("Nobody can say now which touchpoints are of these kinds; ask again in a minute.");
        }
        return known.stream()
                .filter(slot -> terms.deviceKinds().contains(slot.deviceKind()))
                .map(Slot::touchpointId)
                .filter(touchpoint ->
                        terms.touchpoints().isEmpty() || terms.touchpoints().contains(touchpoint))
                .map(TouchpointId::value)
                .collect(toSet());
    }

    /** Hours from Monday at midnight, in the advertiser's zone; none where there are no dayparts. */
    private static Set<Integer> hoursOfWeek(List<Daypart> dayparts) {
        var hours = new TreeSet<Integer>();
        for (var part : dayparts) {
            for (var day : part.days().isEmpty() ? Set.of(DayOfWeek.values()) : part.days()) {
                IntStream.range(part.fromHour(), part.toHour()).forEach(hour -> hours.add(day.ordinal() * 24 + hour));
            }
        }
        return hours;
    }

    private static LocalDate day(java.time.Instant instant) {
        return LocalDate.ofInstant(instant, ZoneOffset.UTC);
    }

    /** The day after the last; a flight within one day has that day. */
    private static LocalDate dayAfter(LineItemTerms terms) {
        var last = day(terms.endsAt());
        return last.isAfter(day(terms.startsAt())) ? last : last.plusDays(1);
    }

    private static @Nullable Reach reach(@Nullable Long people, Projection available, LineItemTerms terms) {
        return people == null ? null : Reach.of(people, available.expected(), cap(terms));
    }

    /** Most impressions of one person over the flight, by the strictest cap: a window that slides admits one more. */
    private static long cap(LineItemTerms terms) {
        var flight = Duration.between(terms.startsAt(), terms.endsAt());
        return terms.caps().stream()
                .filter(cap -> cap.per() != FrequencyCap.Per.DEVICE)
                .mapToLong(cap ->
                        cap.limit() * (cap.window().compareTo(flight) >= 0 ? 1 : 1 + flight.dividedBy(cap.window())))
                .min()
                .orElse(Long.MAX_VALUE);
    }
}
