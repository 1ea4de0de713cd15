package io.houdao.endtoend.story;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.houdao.endtoend.demo.DataFiles;
import io.houdao.endtoend.demo.DemoWorld;
import io.houdao.endtoend.demo.Launch;
import io.houdao.endtoend.driver.Decision;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Event;
import io.houdao.endtoend.driver.PlacementDriver.Opportunity;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import org.awaitility.pollinterval.FibonacciPollInterval;

/** People with two TVs say no on one of them, and the other one knows. */
public final class LeftAlone extends Story {

    private static final String NAME = "有人隐藏的新车 A car that some hide";
    private static final String SCENE = "home/environment";
    private static final String SLOT = "tv-launcher.screensaver-1";

    /** Twice as many see the ad: fewer than it takes to learn that people hide it, and to show it to nobody for that. */
    private static final int PEOPLE = 8;

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /**
     * 21 ms, 34 ms, 55 ms and so on: whoever asks more often has seen enough for a day before they are heard on a slow machine.
     */
    private static final FibonacciPollInterval MORE_AND_MORE_SELDOM =
            new FibonacciPollInterval(7, TimeUnit.MILLISECONDS);

    public LeftAlone(Drivers drivers, Narrator narrator) {
        super(drivers, narrator);
    }

    @Override
    public void play() {
        title("Left alone", "People with two TVs say no on one of them. What they said holds for all that is theirs.");
        var neighbours = Stream.generate(this::someone).limit(2 * PEOPLE).toList();
        var lineItemId = aCarSoldByName();

        step(PEOPLE + " of them hide the car on one TV; the other TV asks.");
        var hiding = seeingIt(neighbours.subList(0, PEOPLE), lineItemId);
        eachSaysNo(hiding, Event::hide, lineItemId, "hidden-by-person", "it is gone from the other TV too");
        step("Those who said nothing see it, and mute the launcher on one TV; the other TV asks.");
        var muting = seeingIt(neighbours.subList(PEOPLE, 2 * PEOPLE), lineItemId);
        eachSaysNo(muting, Event::mute, lineItemId, "touchpoint-muted", "the launcher of the other TV is silent too");
    }

    /** So that no other ad has a say in what is shown. */
    private UUID aCarSoldByName() {
        var advertiserId = DemoWorld.advertiserId("lingdu");
        var body = Launch.dated(DataFiles.json("/story/car.json"), Instant.now());
        LiveCampaign.stopEarlier(drivers, advertiserId, NAME);
        body.put("name", NAME);
        var lineItem = (ObjectNode) body.path("lineItems").path(0);
        lineItem.put("dealOnly", true);
        lineItem.withArray("touchpoints").removeAll().add("tv-launcher");
        lineItem.withArray("scenes").removeAll().add(SCENE);
        lineItem.withArray("/creatives/0/variants/0/scenes").removeAll().add(SCENE);
        var campaign = LiveCampaign.of(
                advertiserId,
                drivers.campaign().draft(advertiserId, UUID.randomUUID().toString(), body));
        Launch.throughBothVerdicts(drivers.campaign(), advertiserId, campaign.campaignId());
        return campaign.lineItemId();
    }

    private TwoTvs someone() {
        var person = Cast.person(drivers);
        return new TwoTvs(Cast.device(drivers, person, "tv", false), Cast.device(drivers, person, "tv", false));
    }

    private List<Seen> seeingIt(List<TwoTvs> people, UUID lineItemId) {
        return people.stream().map(tvs -> seeIt(tvs, lineItemId)).toList();
    }

    private Seen seeIt(TwoTvs tvs, UUID lineItemId) {
        var patience = new Patience<>(() -> ask(tvs.one(), lineItemId), decision -> decision.shows(lineItemId));
        if (!patience.within(PATIENCE, MORE_AND_MORE_SELDOM)) {
            throw new ExpectationFailed("the car is shown", patience.last());
        }
        return new Seen(tvs, patience.last().shown().receipt());
    }

    private void eachSaysNo(List<Seen> all, Function<String, Event> no, UUID lineItemId, String reason, String claim) {
        var waited = all.stream()
                .map(seen -> saysNo(seen, no.apply(seen.receipt()), lineItemId, reason))
                .map(Duration::toMillis)
                .sorted()
                .toList();
        holds(
                "%s (after %d ms at the median of %d, %d ms at most, from the word on the one TV to the answer on the other)"
                        .formatted(claim, waited.get(waited.size() / 2), waited.size(), waited.get(waited.size() - 1)));
    }

    private Duration saysNo(Seen seen, Event no, UUID lineItemId, String reason) {
        var patience =
                new Patience<>(() -> ask(seen.tvs().other(), lineItemId), decision -> reason.equals(decision.reason()));
        drivers.feedback().tell(seen.tvs().one(), List.of(Event.impression(seen.receipt()), no));
        if (!patience.within(PATIENCE, MORE_AND_MORE_SELDOM)) {
            throw new ExpectationFailed(reason + " on the other TV", patience.last());
        }
        return patience.waited();
    }

    private Decision ask(UUID television, UUID lineItemId) {
        return drivers.placement()
                .ask(television, SCENE, List.of(new Opportunity(SLOT, lineItemId)))
                .get(0);
    }

    private record TwoTvs(UUID one, UUID other) {}

    /** Who was shown the ad on one TV, and what proves it. */
    private record Seen(TwoTvs tvs, String receipt) {}
}
