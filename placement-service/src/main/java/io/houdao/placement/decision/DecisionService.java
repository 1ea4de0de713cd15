package io.houdao.placement.decision;

import io.houdao.contracts.Language;
import io.houdao.contracts.Region;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Topics;
import io.houdao.contracts.campaign.LineItemId;
import io.houdao.contracts.placement.DecisionId;
import io.houdao.contracts.placement.Showing;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.placement.decision.AdRequest.Opportunity;
import io.houdao.placement.decision.Auction.Part;
import io.houdao.placement.decision.candidates.Candidate;
import io.houdao.placement.decision.eligibility.Answered;
import io.houdao.placement.decision.eligibility.RejectionReason;
import io.houdao.placement.decision.scene.Opening;
import io.houdao.placement.decision.scene.Place;
import io.houdao.placement.decision.scene.SceneProblem;
import io.houdao.placement.decision.scene.Scenes;
import io.houdao.placement.decision.viewer.Viewer;
import io.houdao.placement.decision.viewer.Viewers;
import io.houdao.placement.decision.viewer.Visit;
import io.houdao.placement.exposure.Memory;
import io.houdao.placement.topic.TopicReaders;
import io.quarkus.runtime.Startup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Answers ad requests: one line per stage, one package per stage. It reads memory only, and never waits. */
@Startup
@Singleton
class DecisionService {

    private static final String TOO_MANY_REQUESTS = "too-many-requests";

    private final Scenes scenes;
    private final Viewers viewers;
    private final Auction auction;
    private final DecisionRecords records;
    private final TopicReaders topics;
    private final DecisionSettings settings;
    private final Clock clock;

    DecisionService(
            Scenes scenes,
            Viewers viewers,
            Auction auction,
            DecisionRecords records,
            TopicReaders topics,
            DecisionSettings settings,
            Clock clock) {
        this.scenes = scenes;
        this.viewers = viewers;
        this.auction = auction;
        this.records = records;
        this.topics = topics;
        this.settings = settings;
        this.clock = clock;
    }

    /** Until when a request that came just now must be answered. */
    Deadline deadline() {
        return Deadline.after(settings.deadline(), clock.instant(), clock);
    }

    /** Decides on each opportunity in turn. Whatever fails costs an ad, never the page. */
    Decided decide(AdRequest request, DeviceId device, Deadline deadline) {
        var now = clock.instant();
        var age = topics.age(Topics.LINE_ITEMS);
        var stated = request.scene();
        if (stated == null || stated.isBlank()) {
            return noAds(request, null, SceneProblem.NO_SCENE.code(), now, age);
        }
        var scene = scenes.known(stated);
        if (scene == null) {
            return noAds(request, null, SceneProblem.UNKNOWN_SCENE.code(), now, age);
        }
        // Nobody waits for that any more: to look up who asks would only keep others waiting.
        return deadline.hasPassed()
                ? noAds(request, scene, RejectionReason.DEADLINE.code(), now, age)
                : decide(request, device, scene, now, age, deadline);
    }

    /** Answers a device that asks too often: nothing, and nobody is told, or the others would have the load instead. */
    Decided turnAway(AdRequest request) {
        var now = clock.instant();
        var age = topics.age(Topics.LINE_ITEMS);
        return new Decided(nothing(request, null, TOO_MANY_REQUESTS, now, age), null, age);
    }

    private Decided decide(
            AdRequest request, DeviceId device, Scene scene, Instant now, Duration age, Deadline deadline) {
        try (var visit = viewers.visit(device, scene, request.exposureState(), now)) {
            var answer = new Turn(request, visit, scene, now, age, deadline);
            request.opportunities().forEach(answer::decide);
            return new Decided(answer.decisions, viewers.seal(visit, answer.memory, device, now), age);
        } catch (RuntimeException e) {
            records.failed(e);
            return noAds(request, null, RejectionReason.INTERNAL.code(), now, age);
        }
    }

    private Decided noAds(AdRequest request, @Nullable Scene scene, String reason, Instant now, Duration age) {
        var decisions = nothing(request, scene, reason, now, age);
        decisions.forEach(records::keep);
        return new Decided(decisions, null, age);
    }

    private static List<Decision> nothing(
            AdRequest request, @Nullable Scene scene, String reason, Instant now, Duration age) {
        var random = ThreadLocalRandom.current();
        return request.opportunities().stream()
                .map(asked -> noAd(newId(random), asked, scene, reason, now, age))
                .toList();
    }

    private static Decision noAd(
            DecisionId id, Opportunity asked, @Nullable Scene scene, String reason, Instant now, Duration age) {
        return new Decision(id, now, asked.opportunityId(), asked.slotId(), scene, null, reason, null, null, age);
    }

    /* Not SecureRandom, which is slow and locks: a decision's id is a name and protects nothing. */
    static DecisionId newId(RandomGenerator random) {
        var version4 = random.nextLong() & ~0xf000L | 0x4000L;
        var variant2 = random.nextLong() & 0x3fffffffffffffffL | 0x8000000000000000L;
        return new DecisionId(new UUID(version4, variant2));
    }

    /** What was decided, and what the device is to keep. */
    record Decided(List<Decision> decisions, @Nullable String exposureState, Duration catalogueAge) {}

    /** One request being answered: what is shown in one slot counts for the next. */
    private final class Turn {

        private final List<Opportunity> opportunities;
        private final @Nullable Language language;
        private final @Nullable Region region;
        private final Visit visit;
        private final Scene scene;
        private final Instant now;
        private final Duration age;
        private final RandomGenerator random = ThreadLocalRandom.current();
        private final Answered answered = new Answered();
        private final List<Decision> decisions = new ArrayList<>();
        /** Decisions on roadblocks that were made with their first opportunity and wait for the turn of the others. */
        private final Map<String, Queue<Decision>> ahead = new HashMap<>(0);

        private final Deadline deadline;
        private Memory memory;

        Turn(AdRequest request, Visit visit, Scene scene, Instant now, Duration age, Deadline deadline) {
            this.opportunities = request.opportunities();
            this.language = request.spoken();
            this.region = request.region();
            this.visit = visit;
            this.scene = scene;
            this.now = now;
            this.age = age;
            this.deadline = deadline;
            this.memory = visit.memory();
        }

        void decide(Opportunity asked) {
            var roadblock = asked.roadblock();
            var decision = roadblock == null
                    ? safely(asked, this::fill)
                    : ahead.computeIfAbsent(roadblock, this::decideTogether).remove();
            decisions.add(decision);
            records.keep(decision);
        }

        private Decision safely(Opportunity asked, Function<Opportunity, Decision> decide) {
            try {
                return decide.apply(asked);
            } catch (RuntimeException e) {
                records.failed(e);
                return none(asked, RejectionReason.INTERNAL.code());
            }
        }

        private Decision none(Opportunity asked, String reason) {
            return noAd(newId(random), asked, scene, reason, now, age);
        }

        private Decision fill(Opportunity asked) {
            var place = scenes.place(asked.slotId(), scene, language);
            return place instanceof Opening opening
                    ? fill(asked, opening)
                    : none(asked, ((Place.Closed) place).problem().code());
        }

        private Decision fill(Opportunity asked, Opening opening) {
            if (asked.companionTo() == null) {
                return fill(asked, opening, asked.deals(), answered);
            }
            var leader = shownAt(asked.companionTo());
            var mayAccompany =
                    leader != null && (asked.deals().isEmpty() || asked.deals().contains(leader));
            return mayAccompany
                    ? fill(asked, opening, Set.of(leader), new Answered())
                    : none(asked, RejectionReason.NOTHING_TO_ACCOMPANY.code());
        }

        private @Nullable LineItemId shownAt(String opportunityId) {
            return decisions.stream()
                    .filter(decision -> decision.opportunityId().equals(opportunityId))
                    .flatMap(decision -> Stream.ofNullable(decision.showing()))
                    .map(Showing::lineItemId)
                    .findFirst()
                    .orElse(null);
        }

        /* A companion repeats what it accompanies, so it is compared with nothing else in the answer. */
        private Decision fill(Opportunity asked, Opening opening, Set<LineItemId> deals, Answered besides) {
            var viewer = viewer(opening);
            var result = auction.run(opening, viewer, deals, besides, now, deadline, random);
            return decision(newId(random), asked, opening, viewer, result);
        }

        private Viewer viewer(Opening opening) {
            return visit.at(opening.touchpoint(), scene, now).from(region).with(memory);
        }

        private Queue<Decision> decideTogether(String roadblock) {
            var members = opportunities.stream()
                    .filter(asked -> roadblock.equals(asked.roadblock()))
                    .toList();
            try {
                return new ArrayDeque<>(fillTogether(members));
            } catch (RuntimeException e) {
                records.failed(e);
                return new ArrayDeque<>(members.stream()
                        .map(asked -> none(asked, RejectionReason.INTERNAL.code()))
                        .toList());
            }
        }

        /* Where one of them is closed, none is filled. */
        private List<Decision> fillTogether(List<Opportunity> members) {
            var places = members.stream()
                    .map(asked -> scenes.place(asked.slotId(), scene, language))
                    .toList();
            if (!places.stream().allMatch(Opening.class::isInstance)) {
                return each(members, number -> none(members.get(number), withoutAll(places.get(number))));
            }
            var parts = each(members, number -> part(members.get(number), (Opening) places.get(number)));
            var results = auction.runTogether(parts, answered, now, deadline);
            return each(members, number -> {
                var part = parts.get(number);
                var viewer = viewer(part.opening());
                return decision(part.id(), members.get(number), part.opening(), viewer, results.get(number));
            });
        }

        private static <T> List<T> each(List<Opportunity> members, IntFunction<T> made) {
            return IntStream.range(0, members.size()).mapToObj(made).toList();
        }

        private static String withoutAll(Place place) {
            return place instanceof Place.Closed closed
                    ? closed.problem().code()
                    : RejectionReason.ROADBLOCK_INCOMPLETE.code();
        }

        private Part part(Opportunity asked, Opening opening) {
            return new Part(newId(random), opening, viewer(opening), asked.deals());
        }

        private Decision decision(
                DecisionId id, Opportunity asked, Opening opening, Viewer viewer, Auction.Result result) {
            var choice = result.course().choice();
            var shown = choice == null || choice.shown() == null
                    ? null
                    : choice.shown().candidate();
            var showing = choice == null ? null : Showings.of(id, now, opening, viewer, choice);
            if (showing != null && shown != null) {
                remember(viewer, showing, shown);
            }
            return new Decision(
                    id,
                    now,
                    asked.opportunityId(),
                    asked.slotId(),
                    scene,
                    result.course(),
                    showing == null ? result.reason().code() : null,
                    showing,
                    shown == null ? null : Wording.why(shown.lineItem().live(), viewer, opening),
                    age);
        }

        private void remember(Viewer viewer, Showing showing, Candidate shown) {
            var exposure = viewers.exposure(showing, viewer);
            memory = memory.with(exposure);
            visit.remember(exposure);
            answered.add(shown);
        }
    }
}
