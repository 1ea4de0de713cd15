package io.houdao.placement.decision.candidates;

import static io.houdao.placement.ALineItem.NOON;
import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.Scene;
import io.houdao.contracts.campaign.Bid.PricingModel;
import io.houdao.contracts.campaign.CreativeId;
import io.houdao.contracts.feedback.ExperienceControl.ResponseRates;
import io.houdao.placement.control.Controls;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class ResponsesPropertiesTest {

    private static final List<Scene> SCENES = List.of(SPORT, Scene.of("home/life"), Scene.of("personal/work"));

    @Property(tries = 300)
    void noShowingIsWorthMoreThanTheCeiling(@ForAll long seed) {
        var random = new Random(seed);
        var controls = new Controls();
        var responses = Given.responses(controls);
        var creatives = new CreativeId[] {new CreativeId(UUID.randomUUID()), new CreativeId(UUID.randomUUID())};
        for (var creative : creatives) {
            SCENES.stream()
                    .filter(scene -> random.nextBoolean())
                    .forEach(scene -> controls.set(rates(creative, scene, random)));
        }
        var model = PricingModel.values()[random.nextInt(4)];
        var lineItem = LineItem.of(aLineItem()
                .bid(model, random.nextInt(50_000_000))
                .goal(1 + random.nextInt(1_000), random.nextInt(1_000))
                .creatives(creatives)
                .live());

        var valued = lineItem.valued(responses.ceilingMicros(lineItem), responses.leastValueMicros(lineItem));
        var discount = random.nextDouble();
        for (var creative : creatives) {
            for (var scene : SCENES) {
                var response = responses.of(creative, scene);
                var worth = responses.valueMicros(lineItem, response)
                        + responses.usefulMicros() * response.useful()
                        - responses.harmMicros(response)
                        + lineItem.mostLiftMicros();
                var value = responses.valueMicros(lineItem, response);
                assertThat(worth).isLessThanOrEqualTo(valued.ceilingMicros() + 1e-6);
                assertThat(worth - discount * value).isLessThanOrEqualTo(valued.pacedCeilingMicros(discount) + 1e-6);
            }
        }
    }

    private static ResponseRates rates(CreativeId creative, Scene scene, Random random) {
        return new ResponseRates(
                creative,
                scene,
                random.nextDouble(),
                random.nextDouble() / 2,
                random.nextDouble() / 20,
                random.nextDouble() / 200,
                random.nextDouble(),
                1_000,
                NOON,
                null);
    }
}
