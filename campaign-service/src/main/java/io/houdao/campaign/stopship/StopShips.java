package io.houdao.campaign.stopship;

import io.houdao.campaign.Campaign;
import io.houdao.campaign.history.Change;
import io.houdao.campaign.history.History;
import io.houdao.campaign.history.What;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** All stopped launches. A campaign has at most one that was not lifted. */
@ApplicationScoped
public class StopShips implements PanacheRepositoryBase<StopShip, UUID> {

    private final Issues issues;
    private final History history;
    private final Caller caller;
    private final Clock clock;

    StopShips(Issues issues, History history, Caller caller, Clock clock) {
        this.issues = issues;
        this.history = history;
        this.caller = caller;
        this.clock = clock;
    }

    /** What is not closed yet, in the order of the list; empty where the campaign is not stopped. */
    public List<String> unclosed(UUID campaignId) {
        return open(campaignId)
                .map(stop -> issues.of(stop).stream()
                        .filter(issue -> issue.status() != Issue.Status.CLOSED)
                        .map(issue -> "issue " + (issue.position() + 1) + ", " + issue.title())
                        .toList())
                .orElse(List.of());
    }

    /** Lets a campaign that passed again go on, if it was stopped. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void lift(Campaign campaign) {
        if (!unclosed(campaign.id()).isEmpty()) {
            throw Problems.conflict("The launch is stopped, and issues are open.");
        }
        open(campaign.id()).ifPresent(stop -> {
            stop.lift(clock.instant());
            flush();
            history.record(
                    caller.name(),
                    new Change(What.STOP_SHIP_LIFTED, campaign.advertiserId(), campaign.id(), null, null));
        });
    }

    Optional<StopShip> open(UUID campaignId) {
        return find("campaignId = ?1 and liftedAt is null", campaignId).firstResultOptional();
    }

    /** The last one of a campaign, lifted or not; a 404 where there never was one. */
    StopShip last(UUID campaignId) {
        return find("campaignId = ?1 order by stoppedAt desc", campaignId)
                .firstResultOptional()
                .orElseThrow(() -> Problems.notFound("stopped launch of campaign", campaignId));
    }
}
