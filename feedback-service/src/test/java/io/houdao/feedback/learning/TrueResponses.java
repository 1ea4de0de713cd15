package io.houdao.feedback.learning;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/** A world whose truth is known: how likely a person of some age is to respond to a creative in a scene. */
final class TrueResponses {

    static final FeatureSet FEATURES = FeatureSet.parse("person,creative,scene,creative*scene", 18);

    private static final int PEOPLE = 200;
    private static final int CREATIVES = 50;
    private static final List<String> SCENES = List.of("home/sport", "home/work", "public/weather");

    private final SplittableRandom random;
    private final double base;
    private final double[] ofPerson;
    private final double[] ofCreative;
    private final double[] ofScene = {-0.5, 0, 0.5};

    TrueResponses(long seed, double base) {
        this.random = new SplittableRandom(seed);
        this.base = base;
        this.ofPerson = effects(PEOPLE);
        this.ofCreative = effects(CREATIVES);
    }

    record Showing(String scene, int[] slots, double probability, boolean happened) {}

    Showing next() {
        var person = random.nextInt(PEOPLE);
        var creative = random.nextInt(CREATIVES);
        var scene = random.nextInt(SCENES.size());
        var logOdds = base + ofPerson[person] + ofCreative[creative] + ofScene[scene];
        var probability = 1 / (1 + Math.exp(-logOdds));
        var values = List.of("p" + person, "c" + creative, SCENES.get(scene));
        return new Showing(SCENES.get(scene), FEATURES.slots(values), probability, random.nextDouble() < probability);
    }

    private double[] effects(int count) {
        return IntStream.range(0, count)
                .mapToDouble(i -> 2 * random.nextDouble() - 1)
                .toArray();
    }
}
