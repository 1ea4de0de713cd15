package io.houdao.profile.tag;

import static java.util.stream.Collectors.toMap;

import io.houdao.contracts.Tag;
import io.houdao.kit.problem.Problems;
import io.houdao.kit.problem.Problems.Violation;
import io.houdao.profile.People;
import io.houdao.profile.catalogue.Catalogue;
import io.houdao.profile.device.Device;
import io.houdao.profile.device.Devices;
import io.houdao.profile.projection.Projections;
import io.houdao.profile.tag.DeviceReport.Reported;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Takes what devices report of their owners. */
@ApplicationScoped
class DeviceTagService {

    private final Devices devices;
    private final KnownTags tags;
    private final People people;
    private final Catalogue catalogue;
    private final Projections projections;
    private final Clock clock;

    DeviceTagService(
            Devices devices, KnownTags tags, People people, Catalogue catalogue, Projections projections, Clock clock) {
        this.devices = devices;
        this.tags = tags;
        this.people = people;
        this.catalogue = catalogue;
        this.projections = projections;
        this.clock = clock;
    }

    /** Replaces what the device reported before. Of someone who refused, or who is under fourteen, nothing is kept. */
    @Transactional
    List<TagView> report(UUID deviceId, DeviceReport report) {
        var owner = devices.ownerOf(deviceId).orElseThrow(() -> Problems.notFound("device", deviceId));
        return projections.changing(owner, () -> {
            var device = devices.find(owner, deviceId).orElseThrow(() -> Problems.notFound("device", deviceId));
            requireYielded(device, report.tags());
            var kept = people.get(owner).letsTagsBeKeptAt(LocalDate.now(clock)) ? report.tags() : List.<Reported>of();
            return replace(deviceId, device, wanted(owner, kept));
        });
    }

    private void requireYielded(Device device, List<Reported> reported) {
        var violations = new ArrayList<Violation>();
        for (var i = 0; i < reported.size(); i++) {
            var tag = reported.get(i).tag();
            var domain = catalogue.domainOf(tag).orElseThrow();
            if (!catalogue.yields(device.kind(), domain.dataKind())) {
                violations.add(new Violation(
                        "tags[" + i + "].tag", "body", "must be one that a " + device.kind() + " yields, was " + tag));
            }
        }
        if (!violations.isEmpty()) {
            throw Problems.invalid(violations);
        }
    }

    /** When each tag expires, without those that the owner removed. */
    private Map<Tag, Instant> wanted(UUID owner, List<Reported> reported) {
        var now = clock.instant();
        var removed = tags.removedBy(owner, now);
        return reported.stream()
                .filter(report -> !removed.contains(report.tag()))
                .collect(toMap(Reported::tag, report -> expiry(report, now), DeviceTagService::later));
    }

    private Instant expiry(Reported report, Instant now) {
        var latest = catalogue.domainOf(report.tag()).orElseThrow().expiryOf(now);
        var wanted = report.expiresAt();
        return wanted == null || wanted.isAfter(latest) ? latest : wanted;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private List<TagView> replace(UUID deviceId, Device device, Map<Tag, Instant> wanted) {
        var known = tags.reportedBy(deviceId).stream().collect(toMap(KnownTag::tag, tag -> tag));
        known.values().stream()
                .filter(tag -> !tag.isByRule() && !wanted.containsKey(tag.tag()))
                .forEach(tags::delete);
        var now = clock.instant();
        return wanted.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(Tag::toString)))
                .map(tag -> known.getOrDefault(tag.getKey(), KnownTag.observed(deviceId, device, tag.getKey(), now))
                        .keptUntil(tag.getValue()))
                .map(this::keep)
                .toList();
    }

    private TagView keep(KnownTag tag) {
        tags.persist(tag);
        var domain = catalogue.domain(tag.tag().domain()).orElseThrow();
        return tag.view(catalogue.familyOf(domain));
    }
}
