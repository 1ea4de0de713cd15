package io.houdao.placement.decision.candidates;

import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.Audience;
import io.houdao.contracts.campaign.TagExpression;
import io.houdao.contracts.profile.PermittedTag.Family;
import io.houdao.placement.decision.viewer.Tags;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom line items are for, as bitmaps. An audience is read as a conjunction of conditions. Those that want a tag of one
 * domain, or want one to be absent, go to the bitmaps of that {@link TagDomain}: someone who has one tag in it is looked up
 * in one bitmap, and the domains of which nothing is known of them in a few together, {@link UnknownDomains}.
 *
 * <p>A condition over several domains, or a second one over the same, goes to the first layer that has none of this line
 * item yet. What cannot be said so, such as {@code city:beijing or not diet:low-carb}, is marked, and asked of each line
 * item that is left.
 */
final class AudienceBitmaps {

    private static final Family[] FAMILIES = Family.values();

    private final int words;
    private final Map<Family, Map<String, TagDomain>> domains = new EnumMap<>(Family.class);
    /** By layer, those that have a condition there. */
    private final List<long[]> wantingByLayer = new ArrayList<>();

    private final long[] undecided;
    private @Nullable UnknownDomains unknown;

    AudienceBitmaps(int words) {
        this.words = words;
        this.undecided = new long[words];
    }

    /** Adds a line item; they come by their numbers, the lowest first. */
    void add(int number, Audience audience) {
        var layer = add(number, Family.BASIC, audience.basic(), 0);
        add(number, Family.AIOT, audience.aiot(), layer);
    }

    /* Returns the next layer that is free. */
    private int add(int number, Family family, @Nullable TagExpression expression, int firstLayer) {
        var layer = firstLayer;
        for (var condition : expression == null ? List.<Condition>of() : Conjunction.of(expression)) {
            var unwanted = condition.unwanted();
            if (unwanted != null) {
                domain(family, unwanted).reject(number, unwanted.value());
            } else if (condition.wanted().isEmpty()) {
                Bits.set(undecided, number);
            } else if (!isTakenByItsDomain(number, family, condition.wanted())) {
                wantInLayer(layer++, number, family, condition.wanted());
            }
        }
        return layer;
    }

    private boolean isTakenByItsDomain(int number, Family family, List<Tag> anyOf) {
        var name = anyOf.get(0).domain();
        return anyOf.stream().allMatch(tag -> tag.domain().equals(name))
                && domain(family, anyOf.get(0)).want(number, anyOf);
    }

    private void wantInLayer(int layer, int number, Family family, List<Tag> anyOf) {
        if (layer == wantingByLayer.size()) {
            wantingByLayer.add(new long[words]);
        }
        Bits.set(wantingByLayer.get(layer), number);
        anyOf.stream()
                .distinct()
                .forEach(tag ->
                        domain(family, tag).value(tag.value()).inLayer(layer).add(number));
    }

    private TagDomain domain(Family family, Tag tag) {
        return domains.computeIfAbsent(family, same -> new HashMap<>())
                .computeIfAbsent(tag.domain(), name -> new TagDomain(words));
    }

    /** To be called when all were added. */
    void close() {
        var inOrder = new ArrayList<TagDomain>();
        domains.values().forEach(byName -> inOrder.addAll(byName.values()));
        for (var number = 0; number < inOrder.size(); number++) {
            inOrder.get(number).close(number);
        }
        unknown = inOrder.isEmpty() ? null : UnknownDomains.of(inOrder, 0, inOrder.size());
    }

    /** Those of which the bitmaps do not say it all. */
    long[] undecided() {
        return undecided;
    }

    /** What someone with these tags leaves of a set of line items. */
    AudienceFilter filter(Tags tags) {
        var filter = new AudienceFilter(wantingByLayer);
        for (var family : FAMILIES) {
            var byName = domains.getOrDefault(family, Map.of());
            for (var tag : tags.in(family)) {
                var domain = byName.get(tag.domain());
                if (domain != null) {
                    filter.know(domain, domain.find(tag.value()));
                }
            }
        }
        filter.close(unknown);
        return filter;
    }
}
