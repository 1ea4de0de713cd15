package io.houdao.feedback.learning;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeatureSetTest {

    @Test
    void whatIsNoFeatureIsRefused() {
        assertThatThrownBy(() -> FeatureSet.parse("scene,,creative", 22)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FeatureSet.parse("scene*", 22)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FeatureSet.parse("scene, scene", 22)).hasMessageContaining("twice");
        assertThatThrownBy(() -> FeatureSet.parse("scene", 29)).hasMessageContaining("bits");
    }

    @Test
    void valuesThatDoNotFitTheColumnsAreRefused() {
        var features = FeatureSet.parse("scene,creative", 22);

        assertThatThrownBy(() -> features.slots(List.of("home/sport"))).hasMessageContaining("expected 2 values");
    }

    @Test
    void columnsAreNamedOnceInTheOrderOfTheirFirstUse() {
        var features = FeatureSet.parse("scene*creative, person, scene", 22);

        assertThat(features.columns()).containsExactly("scene", "creative", "person");
        assertThat(features.size()).isEqualTo(3);
    }

    /** A model outlives the release that learnt it: if this fails, every stored weight has lost its feature. */
    @Test
    void slotsNeverChange() {
        var features = FeatureSet.parse("scene,creative,scene*creative", 22);

        assertThat(features.slots(List.of("home/sport", "汽车"))).containsExactly(1508399, 1933401, 1271291);
    }

    @Test
    void aFeatureKeepsItsSlotInAnotherSet() {
        var alone = FeatureSet.parse("creative", 22).slots(List.of("c1"));
        var among = FeatureSet.parse("scene,creative", 22).slots(List.of("home/sport", "c1"));

        assertThat(among[1]).isEqualTo(alone[0]);
    }

    @Test
    void aCrossIsTheSameEitherWayRound() {
        var oneWay = FeatureSet.parse("scene*creative", 22).slots(List.of("s", "c"));
        var otherWay = FeatureSet.parse("creative*scene", 22).slots(List.of("c", "s"));

        assertThat(oneWay).isEqualTo(otherWay);
    }

    @Test
    void theSameValueInAnotherColumnIsAnotherFeature() {
        var features = FeatureSet.parse("follows,followers", 22);

        var slots = features.slots(List.of("7", "7"));

        assertThat(slots[0]).isNotEqualTo(slots[1]);
    }

    @Test
    void slotsSpreadEvenlyOverTheMemory() {
        var features = FeatureSet.parse("person", 8);
        var hits = new int[256];

        IntStream.range(0, 256_000).forEach(person -> hits[features.slots(List.of("" + person))[0]]++);

        assertThat(Arrays.stream(hits).boxed())
                .allSatisfy(hit -> assertThat(hit).isBetween(850, 1_150));
    }
}
