package io.houdao.feedback.experience;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.houdao.contracts.Json;
import io.houdao.contracts.campaign.AdvertiserId;
import io.houdao.contracts.placement.Contest;
import io.houdao.contracts.placement.Contest.Contender;
import io.houdao.contracts.placement.DecisionMade;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.feedback.Devices;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionRowTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({"0, 0.02, propensity", "-0.1, 0.02, propensity", "1.1, 0.02, propensity", "0.98, 1.1, exploration"})
    void aDecisionThatNothingCanBeLearntFromIsNoneOfOurs(double propensity, double exploration, String wrong) {
        var decision = Json.write(shown(new Contest(List.of(contender()), propensity, exploration, 8)));

        assertThatThrownBy(() -> DecisionRow.read(decision))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(wrong);
    }

    @Test
    void whoCompetedHasItsIds() {
        var decision = new String(Json.write(shown(new Contest(List.of(contender()), 1, 0, 8))), UTF_8);

        for (var id : List.of("creativeId", "advertiserId")) {
            var at = decision.indexOf("\"" + id + "\"", decision.indexOf("contenders"));
            var without = decision.substring(0, at) + "\"other" + decision.substring(at + 1);

            assertThatThrownBy(() -> DecisionRow.read(without.getBytes(UTF_8)))
                    .as(id)
                    .hasMessageContaining("a contender has no " + id);
        }
    }

    @Test
    void onlyWhatTellsWhatCompetedIsAnExample() {
        assertThat(DecisionRow.read(Json.write(shown(new Contest(List.of(contender()), 1, 0, 8))))
                        .example())
                .isNotEmpty();
        assertThat(DecisionRow.read(Json.write(shown(null))).example()).isEmpty();
    }

    private static DecisionMade shown(@Nullable Contest contest) {
        var showing = Devices.showing(
                Devices.aScene(), Devices.BOOT, Devices.aCreative(), NOON, new DeviceId(UUID.randomUUID()));
        return new DecisionMade.Shown(showing, 1, contest);
    }

    private static Contender contender() {
        return new Contender(
                Devices.aCreative(), new AdvertiserId(UUID.randomUUID()), 9_000, 0, 0.01, 0.05, 0.001, 0.0001);
    }
}
