package io.houdao.campaign.advertiser;

import io.houdao.campaign.history.Change;
import io.houdao.campaign.history.History;
import io.houdao.campaign.history.What;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.security.Caller;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Names and removes members. Once anybody is named, somebody stays who may name others. */
@ApplicationScoped
class MemberService {

    private final Advertisers advertisers;
    private final Members members;
    private final History history;
    private final Caller caller;
    private final Clock clock;

    MemberService(Advertisers advertisers, Members members, History history, Caller caller, Clock clock) {
        this.advertisers = advertisers;
        this.members = members;
        this.history = history;
        this.caller = caller;
        this.clock = clock;
    }

    List<MemberView> of(UUID advertiserId) {
        return members.of(advertisers.visible(advertiserId).id());
    }

    @Transactional
    MemberView name(UUID advertiserId, String subject, MemberRole role) {
        lock(advertiserId);
        requireOwnerBeside(advertiserId, subject, Optional.of(role));
        var member = new MemberView(subject, role, caller.name(), clock.instant());
        members.put(advertiserId, member);
        record(What.MEMBER_NAMED, advertiserId, member);
        return member;
    }

    @Transactional
    void remove(UUID advertiserId, String subject) {
        lock(advertiserId);
        var member = members.find(advertiserId, subject).orElseThrow(() -> Problems.notFound("member", subject));
        requireOwnerBeside(advertiserId, subject, Optional.empty());
        members.remove(advertiserId, subject);
        record(What.MEMBER_REMOVED, advertiserId, member);
    }

    /** Changes of one advertiser's members follow one another. */
    private void lock(UUID advertiserId) {
        advertisers.getEntityManager().lock(advertisers.visible(advertiserId), LockModeType.PESSIMISTIC_WRITE);
    }

    /** Of whoever is named afterwards, one is an owner: {@code subject} with that role, or somebody else. */
    private void requireOwnerBeside(UUID advertiserId, String subject, Optional<MemberRole> role) {
        var othersOwn = members.of(advertiserId).stream()
                .anyMatch(member ->
                        member.role() == MemberRole.OWNER && !member.subject().equals(subject));
        if (!othersOwn && role.filter(MemberRole.OWNER::equals).isEmpty()) {
            throw Problems.conflict("Nobody else is an OWNER; name one first.");
        }
    }

    private void record(What what, UUID advertiserId, MemberView member) {
        history.record(caller.name(), new Change(what, advertiserId, null, null, member));
    }
}
