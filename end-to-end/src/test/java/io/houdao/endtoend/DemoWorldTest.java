package io.houdao.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.endtoend.demo.DataFiles;
import io.houdao.endtoend.demo.DemoWorld;
import io.houdao.endtoend.demo.PeopleGenerator;
import io.houdao.endtoend.driver.Json;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoWorldTest {

    private final SharedSuite suite = SharedSuite.running();

    @Test
    void holdsMoreThanThreeHundredOpenSlotsOfAllSevenClasses() {
        var slots = suite.drivers().placement().slots().stream()
                .filter(slot -> !slot.path("touchpointId").asText().equals("kuairand"))
                .toList();

        assertThat(slots)
                .hasSizeGreaterThan(300)
                .allMatch(slot -> slot.path("open").asBoolean());
        assertThat(slots)
                .extracting(slot -> slot.path("slotClass").asText())
                .containsOnly("APP_DISTRIBUTION", "BANNER", "FEED", "PRE_ROLL", "OTT", "SPLASH", "AMBIENT");
        assertThat(slots.stream()
                        .map(slot -> slot.path("touchpointId").asText())
                        .distinct())
                .hasSizeGreaterThan(20);
    }

    @Test
    void seedingAgainAddsNothing() {
        var campaignsBefore = campaigns();
        var slotsBefore = suite.drivers().placement().slots();

        DemoWorld.seed(suite.drivers(), line -> {});

        assertThat(campaigns()).isEqualTo(campaignsBefore);
        assertThat(suite.drivers().placement().slots()).isEqualTo(slotsBefore);
    }

    @Test
    void hasTwelveAdvertisersWhoseCampaignsPassedBothVerdicts() {
        var advertisers = DataFiles.json("/world/advertisers.json");

        assertThat(advertisers).hasSize(12);
        for (var advertiser : advertisers) {
            assertThat(suite.drivers().campaign().campaigns(idOf(advertiser)))
                    .extracting(campaign -> campaign.path("name").asText())
                    .contains(advertiser.path("campaigns").path(0).path("name").asText());
        }
    }

    @Test
    void theSameSeedMakesTheSamePeopleAmongThemChildrenAndPeopleWhoRefuse() {
        var people = PeopleGenerator.people();

        assertThat(people).isEqualTo(PeopleGenerator.people()).hasSizeBetween(200, 900);
        assertThat(people).anyMatch(person -> person.path("birthDate").asText().compareTo("2013") > 0);
        assertThat(people)
                .anyMatch(person -> person.path("switches").path("adsOff").asBoolean());
        assertThat(people)
                .anyMatch(person -> person.path("switches").path("refused").asBoolean());
        assertThat(people).anyMatch(person -> person.toString().contains("denied"));
    }

    private String campaigns() {
        return Json.stream(DataFiles.json("/world/advertisers.json"))
                .flatMap(advertiser -> suite.drivers().campaign().campaigns(idOf(advertiser)).stream())
                .map(campaign -> campaign.path("name").asText())
                .sorted()
                .collect(Collectors.joining("\n"));
    }

    private static UUID idOf(JsonNode advertiser) {
        return DemoWorld.advertiserId(advertiser.path("key").asText());
    }
}
