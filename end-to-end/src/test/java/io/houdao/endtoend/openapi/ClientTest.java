package io.houdao.endtoend.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.houdao.campaign.client.ApiClient;
import io.houdao.campaign.client.ApiException;
import io.houdao.campaign.client.api.AdvertisersApi;
import io.houdao.campaign.client.api.CampaignsApi;
import io.houdao.campaign.client.api.CreativesApi;
import io.houdao.campaign.client.api.LineItemsApi;
import io.houdao.campaign.client.api.ReportsApi;
import io.houdao.campaign.client.api.ReviewsApi;
import io.houdao.campaign.client.api.SubmissionsApi;
import io.houdao.campaign.client.model.AdvertiserBody;
import io.houdao.campaign.client.model.BidBody;
import io.houdao.campaign.client.model.CampaignBody;
import io.houdao.campaign.client.model.CampaignView;
import io.houdao.campaign.client.model.CreativeBody;
import io.houdao.campaign.client.model.Delivery;
import io.houdao.campaign.client.model.Deposit;
import io.houdao.campaign.client.model.LineItemBody;
import io.houdao.campaign.client.model.LineItemStatus;
import io.houdao.campaign.client.model.PricingModel;
import io.houdao.campaign.client.model.ReviewStatus;
import io.houdao.campaign.client.model.Rule;
import io.houdao.campaign.client.model.SlotClass;
import io.houdao.campaign.client.model.SubmissionOutcome;
import io.houdao.campaign.client.model.Variant;
import io.houdao.campaign.client.model.Verdict;
import io.houdao.campaign.client.model.VerdictOutcome;
import io.houdao.endtoend.SharedSuite;
import io.houdao.endtoend.driver.Identities;
import io.houdao.endtoend.driver.Token;
import io.houdao.local.Service;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A campaign goes its whole way by nothing but a client that was generated from campaign-service's OpenAPI document. */
class ClientTest {

    private static final long BUDGET = 2_000_000_000L;

    private final SharedSuite suite = SharedSuite.running();
    private final Identities identities = new Identities(suite.suite().issuer());
    private final UUID advertiserId = UUID.randomUUID();
    private final ApiClient operator = client(identities.operator());
    private final ApiClient member = client(identities.advertiser(advertiserId));
    private final ApiClient reviewer = client(identities.reviewer());

    @Test
    void aCampaignIsSubmittedCorrectedReviewedRunAndReported() throws ApiException {
        takeOn();
        var campaign = new CampaignsApi(member).campaignResourceCreate(key(), campaign("全网最好的米 The best rice of all"));
        var campaignId = campaign.getCampaignId();

        var failed = new SubmissionsApi(member).submissionResourceSubmit(campaignId);
        assertThat(failed.getStatus()).isEqualTo(SubmissionOutcome.FAILED_BOTTOM_LINE);
        assertThat(failed.getFindings()).anySatisfy(finding -> {
            assertThat(finding.getRule()).isEqualTo(Rule.SUPERLATIVE);
            assertThat(finding.getPointer()).startsWith("/lineItems/0/creatives/0");
            assertThat(finding.getFix()).isNotBlank();
        });

        correct(campaign);
        var submitted = new SubmissionsApi(member).submissionResourceSubmit(campaignId);
        assertThat(submitted.getFindings()).isEmpty();
        assertThat(submitted.getStatus()).isEqualTo(SubmissionOutcome.IN_REVIEW);

        var review = new ReviewsApi(reviewer).reviewResourceDecide(submitted.getReviewId(), pass());
        assertThat(review.getStatus()).isEqualTo(ReviewStatus.PASSED);
        var lineItemId = campaign.getLineItems().get(0).getLineItemId();
        assertThat(new LineItemsApi(member).lineItemResourceGet(lineItemId).getStatus())
                .isEqualTo(LineItemStatus.LIVE);

        var report = new ReportsApi(member).reportResourceReport(campaignId);
        assertThat(report.getCurrency()).isEqualTo("CNY");
        var totals = report.getTotals();
        assertThat(totals.getBudgetMicros()).isEqualTo(BUDGET);
        assertThat(totals.getSpentMicros()).isZero();
        // placement-service may have borrowed some of it already.
        assertThat(totals.getAvailableMicros() + totals.getLeasedMicros()).isEqualTo(BUDGET);
        assertThat(new LineItemsApi(member).lineItemResourceStop(lineItemId).getStatus())
                .isEqualTo(LineItemStatus.STOPPED);
    }

    @Test
    void refusalsCarryTheirStatusAndTheProblem() throws ApiException {
        takeOn();
        var campaign = new CampaignsApi(member).campaignResourceCreate(key(), campaign("Soft rice"));
        var stranger = client(identities.advertiser(UUID.randomUUID()));

        var foreign = catchThrowableOfType(
                ApiException.class, () -> new CampaignsApi(stranger).campaignResourceGet(campaign.getCampaignId()));
        assertThat(foreign.getCode()).isEqualTo(404);
        var unnamed = catchThrowableOfType(
                ApiException.class,
                () -> new CampaignsApi(member)
                        .campaignResourceCreate(
                                key(), campaign("Soft rice").name("").category("food")));
        assertThat(unnamed.getCode()).isEqualTo(400);
        assertThat(unnamed.getResponseBody()).contains("\"name\"");
    }

    private void takeOn() throws ApiException {
        var advertisers = new AdvertisersApi(operator);
        advertisers.advertiserResourceCreate(
                key(),
                new AdvertiserBody()
                        .advertiserId(advertiserId)
                        .name("青禾大米 Qinghe Rice")
                        .zone("Asia/Shanghai")
                        .currency("CNY")
                        .domains(List.of("qinghe.example")));
        var account = advertisers.advertiserResourceDeposit(
                advertiserId, key(), new Deposit().amountMicros(BUDGET).reference("transfer 1"));
        assertThat(account.getAvailableMicros()).isEqualTo(BUDGET);
    }

    private void correct(CampaignView campaign) throws ApiException {
        var lineItem = campaign.getLineItems().get(0);
        var creative = lineItem.getCreatives().get(0);
        new CreativesApi(member)
                .creativeResourceReplace(
                        creative.getCreativeId(),
                        lineItem.getLineItemId(),
                        creative("Harvested this autumn").version(creative.getVersion()),
                        null);
    }

    /** Sold as a deal only, so that nobody else's opportunity shows it. */
    private static CampaignBody campaign(String claim) {
        var now = OffsetDateTime.now();
        return new CampaignBody()
                .name("软米 Soft rice")
                .category("food")
                .lineItems(List.of(new LineItemBody()
                        .name("晚饭时间 At dinner")
                        .delivery(Delivery.AUCTION)
                        .bid(new BidBody().model(PricingModel.CPM).amountMicros(30_000_000L))
                        .budgetMicros(BUDGET)
                        .startsAt(now.minusHours(1))
                        .endsAt(now.plusDays(30))
                        .scenes(Set.of("home/entertainment"))
                        .dealOnly(true)
                        .creatives(List.of(creative(claim)))));
    }

    private static CreativeBody creative(String claim) {
        return new CreativeBody()
                .benefit("A sample bag of the rice that suits how you cook it")
                .landingUrl("https://qinghe.example/soft")
                .claims(List.of(claim))
                .childSafe(true)
                .variants(List.of(new Variant()
                        .slotClass(SlotClass.OTT)
                        .scenes(Set.of("home/entertainment"))
                        .assets(Map.of("title", "软米", "image", "https://cdn.example/soft.png"))));
    }

    private static Verdict pass() {
        return new Verdict()
                .verdict(VerdictOutcome.PASS)
                .userBenefit("A bag of rice is a bag of rice.")
                .sincerity("It says who sells it and why you see it.")
                .sceneFit("At dinner, on the screen that is on anyway.");
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private ApiClient client(Token token) {
        var client = new ApiClient();
        client.updateBaseUri(suite.suite().uri(Service.CAMPAIGN).toString());
        client.setRequestInterceptor(request -> request.header("Authorization", "Bearer " + token.jwt()));
        return client;
    }
}
