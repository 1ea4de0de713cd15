package io.houdao.profile.tag;

import io.houdao.contracts.Tag;
import io.houdao.kit.problem.Problems;
import io.houdao.profile.People;
import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.device.Device;
import io.houdao.profile.device.Devices;
import io.houdao.profile.projection.Projections;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/** Weighs what devices did by the rules in force. Of someone who refused, or who is under fourteen, nothing is kept. */
@ApplicationScoped
class StateChangeService {

    private final Devices devices;
    private final People people;
    private final KnownTags tags;
    private final Evidences evidences;
    private final RuleBook rules;
    private final Catalogue catalogue;
    private final Projections projections;
    private final Clock clock;

    StateChangeService(
            Devices devices,
            People people,
            KnownTags tags,
            Evidences evidences,
            RuleBook rules,
            Catalogue catalogue,
            Projections projections,
            Clock clock) {
        this.devices = devices;
        this.people = people;
        this.tags = tags;
        this.evidences = evidences;
        this.rules = rules;
        this.catalogue = catalogue;
        this.projections = projections;
        this.clock = clock;
    }

    @Transactional
    List<TagView> weigh(UUID deviceId, List<StateChange> changes) {
        var owner = devices.ownerOf(deviceId).orElseThrow(() -> Problems.notFound("device", deviceId));
        return projections.changing(owner, () -> {
            var device = devices.find(owner, deviceId).orElseThrow(() -> Problems.notFound("device", deviceId));
            if (!people.get(owner).letsTagsBeKeptAt(LocalDate.now(clock))) {
                return List.of();
            }
            var derived = new LinkedHashMap<Tag, TagView>();
            for (var rule : rules.rules().rules()) {
                for (var change : changes) {
                    weigh(deviceId, device, rule, change, derived);
                }
            }
            return List.copyOf(derived.values());
        });
    }

    private void weigh(
            UUID deviceId,
            Device device,
            DerivationRule rule,
            StateChange change,
            LinkedHashMap<Tag, TagView> derived) {
        if (!rule.matches(device.kind(), change)) {
            return;
        }
        var evidence = evidences.add(deviceId, rule, change.at());
        if (evidence.isPresent() && rule.isEnough(evidence.get())) {
            var now = clock.instant();
            if (!tags.removedBy(device.ownerId(), now).contains(rule.tag())) {
                derived.put(rule.tag(), keep(deviceId, device, rule, expiry(rule, evidence.get(), now), now));
            }
        }
    }

    private Instant expiry(DerivationRule rule, double evidence, Instant now) {
        var latest = catalogue.domainOf(rule.tag()).orElseThrow().expiryOf(now);
        var faded = rule.expiry(evidence, now);
        return faded.isAfter(latest) ? latest : faded;
    }

    private TagView keep(UUID deviceId, Device device, DerivationRule rule, Instant expiry, Instant now) {
        var known = tags.reportedBy(deviceId).stream()
                .filter(tag -> tag.tag().equals(rule.tag()))
                .findFirst()
                .orElseGet(() ->
                        KnownTag.observed(deviceId, device, rule.tag(), now).byRule());
        tags.persist(known.keptUntil(expiry));
        return known.view(catalogue.familyOf(catalogue.domainOf(rule.tag()).orElseThrow()));
    }
}
