package io.houdao.feedback.complaint;

import static io.houdao.feedback.Devices.BOOT;
import static io.houdao.feedback.Devices.DEVICE;
import static io.houdao.feedback.Devices.aCreative;
import static io.houdao.feedback.Devices.aScene;
import static io.houdao.feedback.Devices.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;

import io.houdao.feedback.Devices;
import io.houdao.local.LocalStackResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(LocalStackResource.class)
class ComplaintTest {

    @Inject
    Devices devices;

    @Test
    void onlyAgentsReadComplaints() {
        given().get("/v1/complaints").then().statusCode(401).contentType("application/problem+json");
        for (var role : List.of("device", "person", "advertiser", "operator", "service", "reviewer")) {
            as(role, "someone").get("/v1/complaints").then().statusCode(403).contentType("application/problem+json");
        }
    }

    @Test
    void aPageThatNobodyGaveIsRefused() {
        for (var wrong : List.of("limit=0", "limit=many", "cursor=***", "cursor=bm90IGEgbnVtYmVy")) {
            as("agent", "anna")
                    .get("/v1/complaints?" + wrong)
                    .then()
                    .statusCode(400)
                    .contentType("application/problem+json")
                    .body("violations.field", contains(wrong.split("=")[0]))
                    .body("violations.in", contains("query"));
        }
    }

    @Test
    void aComplaintIsKeptOnceWithItsWordsAndWhatItIsAbout() {
        var ad = devices.ad(aScene(), BOOT, aCreative());
        var next = devices.ad(aScene(), BOOT, aCreative());

        devices.report(List.of(ad.event("complaint", "category", "misleading", "text", "说的价格不对")));
        devices.report(List.of(
                ad.event("complaint", "category", "other", "text", "again"),
                next.event("complaint", "category", "loud")));

        var page = as("agent", "anna")
                .get("/v1/complaints?limit=2")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(page.getList("items.decisionId"))
                .containsExactly(
                        next.showing().decisionId().toString(),
                        ad.showing().decisionId().toString());
        var kept = page.setRootPath("items[1]");
        assertThat(kept.getString("text")).isEqualTo("说的价格不对");
        assertThat(kept.getString("category")).isEqualTo("misleading");
        assertThat(kept.getString("personId")).isEqualTo(ad.showing().personId().toString());
        assertThat(kept.getString("deviceId")).isEqualTo(DEVICE.toString());
        assertThat(kept.getString("scene")).isEqualTo(ad.showing().scene().toString());
        assertThat(kept.getString("creativeId"))
                .isEqualTo(ad.showing().creativeId().toString());
    }

    @Test
    void aComplaintThatIsRefusedIsNotKept() {
        var ad = devices.ad(aScene(), BOOT, aCreative());

        devices.post(List.of(
                        ad.event("complaint", "category", "Not a code", "text", "words"),
                        ad.event("complaint", "text", "words"),
                        ad.event("complaint", "category", "other", "text", "x".repeat(2_001))))
                .statusCode(202)
                .body("refused.field", contains("category", "category", "text"));

        var page = as("agent", "anna")
                .get("/v1/complaints?limit=200")
                .then()
                .extract()
                .jsonPath();
        assertThat(page.<String>getList("items.decisionId"))
                .doesNotContain(ad.showing().decisionId().toString());
    }
}
