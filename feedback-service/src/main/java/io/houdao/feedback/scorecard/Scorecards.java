package io.houdao.feedback.scorecard;

import io.houdao.feedback.Database;
import io.houdao.feedback.experience.Period;
import io.houdao.feedback.restraint.AcceptedShares;
import io.houdao.kit.paging.Page;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Draws up scorecards from the counts. */
@ApplicationScoped
class Scorecards {

    private static final String SUMS = """
            sum(impressions) impressions, sum(negatives) negatives,
            sum(impressions * coalesce(accepted_share, ?)) accepted,
            sum(complaints) complaints, sum(useful) useful, sum(ratings) ratings, sum(stars) stars, sum(asked) asked,
            sum(disturbed) disturbed, sum(clicks) clicks, sum(check_ins) check_ins, sum(conversions) conversions,
            sum(conversion_micros) conversion_micros, sum(billed_micros) billed_micros
            from hourly_experience join creative using (creative_id) left join scene_restraint using (scene)
            where hour >= ? and hour < ?""";

    private final Database database;
    private final AcceptedShares accepted;

    Scorecards(Database database, AcceptedShares accepted) {
        this.database = database;
        this.accepted = accepted;
    }

    /** Those of campaigns that come after {@code after} in the order of their ids. */
    Page<Scorecard> page(Period period, UUID after, int limit) {
        var all = all(period);
        var found = sums(" and campaign_id > ? group by 1, 2 order by 1 limit ?", period, after, limit + 1);
        return Page.of(found, limit, sums -> sums.campaignId().toString()).map(sums -> Scorecard.of(sums, all));
    }

    /** Empty where nothing was ever shown of the campaign in {@code period}. */
    Optional<Scorecard> of(UUID campaignId, Period period) {
        return sums(" and campaign_id = ? group by 1, 2", period, campaignId).stream()
                .findFirst()
                .map(sums -> Scorecard.of(sums, all(period)));
    }

    private List<CampaignSums> sums(String condition, Period period, Object... more) {
        return database.query(
                "select campaign_id, advertiser_id, " + SUMS + condition, CampaignSums::read, parameters(period, more));
    }

    private CampaignSums all(Period period) {
        var nobody = "'" + CampaignSums.NONE + "'::uuid";
        return database.query(
                        "select " + nobody + " campaign_id, " + nobody + " advertiser_id, " + SUMS,
                        CampaignSums::read,
                        parameters(period))
                .get(0);
    }

    private @Nullable Object[] parameters(Period period, Object... more) {
        var parameters = new ArrayList<Object>(List.of(accepted.usual(), period.from(), period.to()));
        parameters.addAll(List.of(more));
        return parameters.toArray();
    }
}
