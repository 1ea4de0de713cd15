package io.houdao.campaign.advertiser;

import io.houdao.campaign.budget.Account;
import io.houdao.campaign.budget.Budgets;
import io.houdao.campaign.history.Change;
import io.houdao.campaign.history.History;
import io.houdao.campaign.history.What;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** Takes advertisers on and keeps their accounts. */
@ApplicationScoped
class AdvertiserService {

    private final Advertisers advertisers;
    private final Budgets budgets;
    private final History history;
    private final Caller caller;
    private final Clock clock;

    AdvertiserService(Advertisers advertisers, Budgets budgets, History history, Caller caller, Clock clock) {
        this.advertisers = advertisers;
        this.budgets = budgets;
        this.history = history;
        this.caller = caller;
        this.clock = clock;
    }

    @Transactional
    Advertiser create(AdvertiserBody body) {
        var id = Objects.requireNonNullElseGet(body.advertiserId(), UUID::randomUUID);
        if (advertisers.findByIdOptional(id).isPresent()) {
            throw Problems.conflict("advertiserId " + id + " is taken; leave it out to get a new one.");
        }
        var advertiser = new Advertiser(id, body, clock.instant());
        if (!Boolean.FALSE.equals(body.verified())) {
            advertiser.verify(caller.name(), clock.instant());
        }
        advertisers.persistAndFlush(advertiser);
        budgets.openAccount(id);
        record(What.ADVERTISER_CREATED, id, AdvertiserView.of(advertiser));
        return advertiser;
    }

    @Transactional
    Advertiser verify(UUID id, Verified verified) {
        var advertiser = advertisers.visible(id);
        advertiser.verify(caller.name(), clock.instant());
        advertisers.flush();
        record(What.VERIFIED, id, verified);
        return advertiser;
    }

    /** What runs goes on; nothing more goes on the air. */
    @Transactional
    Advertiser withdrawVerification(UUID id) {
        var advertiser = advertisers.visible(id);
        advertiser.withdrawVerification();
        advertisers.flush();
        record(What.VERIFICATION_WITHDRAWN, id, AdvertiserView.of(advertiser));
        return advertiser;
    }

    @Transactional
    Advertiser declare(UUID id, List<String> domains) {
        var advertiser = advertisers.visible(id);
        advertiser.declare(domains);
        advertisers.flush();
        record(What.DOMAINS_CHANGED, id, new Domains(advertiser.domains()));
        return advertiser;
    }

    @Transactional
    Account deposit(UUID id, Deposit deposit) {
        advertisers.visible(id);
        budgets.deposit(id, deposit.amountMicros(), deposit.reference());
        record(What.DEPOSITED, id, deposit);
        return budgets.account(id);
    }

    Account account(UUID id) {
        advertisers.visible(id);
        return budgets.account(id);
    }

    private void record(What what, UUID id, Object detail) {
        history.record(caller.name(), new Change(what, id, null, null, detail));
    }
}
