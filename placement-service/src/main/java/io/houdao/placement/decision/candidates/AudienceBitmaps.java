package io.houdao.placement.decision.candidates;

import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.Audience;
import io.houdao.contracts.campaign.TagExpression;
import io.houdao.contracts.profile.PermittedTag.Family;
import io.houdao.placement.decision.viewer.Tags;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whom line items are for, as bitmaps. An audience is read as a conjunction of conditions. The first that wants one of some
 * tags goes into the first layer of bitmaps, the second into the second; {@code not diet:low-carb} goes into bitmaps of its
 * own. What cannot be said so, such as {@code city:beijing or not diet:low-carb}, is marked, and asked of each line item that
 * is left.
 */
final class AudienceBitmaps {

    private final int words;
    private final List<Layer> layers = new ArrayList<>();
    private final Map<Key, long[]> byUnwanted = new HashMap<>();
    /** Those that want some tag of a domain to be absent, for which the domain must be known. */
    private final Map<Key, long[]> byDomainToKnow = new HashMap<>();

    private final long[] undecided;

    AudienceBitmaps(int words) {
        this.words = words;
        this.undecided = new long[words];
    }

    void add(int number, Audience audience) {
        var layer = add(number, Family.BASIC, audience.basic(), 0);
        add(number, Family.AIOT, audience.aiot(), layer);
    }

    private int add(int number, Family family, @Nullable TagExpression expression, int firstLayer) {
        var layer = firstLayer;
        for (var condition : expression == null ? List.<Condition>of() : Conjunction.of(expression)) {
            var unwanted = condition.unwanted();
            if (unwanted != null) {
                set(byUnwanted, Key.of(family, unwanted), number);
                set(byDomainToKnow, Key.ofDomain(family, unwanted), number);
            } else if (condition.wanted().isEmpty()) {
                Bits.set(undecided, number);
            } else {
                layer(layer++).add(number, family, condition.wanted());
            }
        }
        return layer;
    }

    private Layer layer(int depth) {
        if (depth == layers.size()) {
            layers.add(new Layer());
        }
        return layers.get(depth);
    }

    private void set(Map<Key, long[]> bitmaps, Key key, int number) {
        Bits.set(bitmaps.computeIfAbsent(key, same -> new long[words]), number);
    }

    /** Those of which the bitmaps do not say it all. */
    long[] undecided() {
        return undecided;
    }

    /** What someone with these tags leaves of a set of line items. */
    Filter filter(Tags tags) {
        var keys = new ArrayList<Key>();
        for (var family : Family.values()) {
            tags.in(family).forEach(tag -> keys.add(Key.of(family, tag)));
        }
        var filter = new Filter();
        layers.forEach(layer -> filter.permit(layer.wanting, found(layer.byWanted, keys)));
        found(byUnwanted, keys).forEach(filter::forbid);
        forbidWhereDomainIsUnknown(keys, filter);
        return filter;
    }

    private void forbidWhereDomainIsUnknown(List<Key> keys, Filter filter) {
        var known = keys.stream().map(Key::domainOnly).toList();
        byDomainToKnow.forEach((domain, bitmap) -> {
            if (!known.contains(domain)) {
                filter.forbid(bitmap);
            }
        });
    }

    private static List<long[]> found(Map<Key, long[]> bitmaps, List<Key> keys) {
        var found = new ArrayList<long[]>(keys.size());
        for (var key : keys) {
            var bitmap = bitmaps.get(key);
            if (bitmap != null) {
                found.add(bitmap);
            }
        }
        return found;
    }

    /** A tag in its family; without a value, all the tags of a domain. */
    private record Key(Family family, String domain, String value) {

        static Key of(Family family, Tag tag) {
            return new Key(family, tag.domain(), tag.value());
        }

        static Key ofDomain(Family family, Tag tag) {
            return new Key(family, tag.domain(), "");
        }

        Key domainOnly() {
            return new Key(family, domain, "");
        }
    }

    /** One condition of each line item: that the person has one of some tags. */
    private final class Layer {

        private final long[] wanting = new long[words];
        private final Map<Key, long[]> byWanted = new HashMap<>();

        void add(int number, Family family, List<Tag> anyOf) {
            Bits.set(wanting, number);
            anyOf.forEach(tag -> set(byWanted, Key.of(family, tag), number));
        }
    }

    /** Keeps of a block of bits those that fit one viewer. */
    static final class Filter {

        private final List<long[]> forbidden = new ArrayList<>();
        private final List<Wanted> wanted = new ArrayList<>();
        private final long[] scratch = new long[Search.BLOCK];

        private void forbid(long[] bitmap) {
            forbidden.add(bitmap);
        }

        private void permit(long[] wanting, List<long[]> satisfied) {
            if (satisfied.isEmpty()) {
                forbidden.add(wanting);
            } else {
                wanted.add(new Wanted(wanting, satisfied.toArray(long[][]::new)));
            }
        }

        /** Clears the bits of {@code block}, whose first word is number {@code first}, that do not fit. */
        void narrow(long[] block, int first, int length) {
            for (var bitmap : forbidden) {
                for (var i = 0; i < length; i++) {
                    block[i] &= ~bitmap[first + i];
                }
            }
            for (var each : wanted) {
                each.narrow(block, first, length, scratch);
            }
        }
    }

    /** Those that want something, and for each tag of the viewer those whom it satisfies. */
    private record Wanted(long[] wanting, long[][] satisfied) {

        void narrow(long[] block, int first, int length, long[] rest) {
            for (var i = 0; i < length; i++) {
                rest[i] = ~wanting[first + i];
            }
            for (var bitmap : satisfied) {
                for (var i = 0; i < length; i++) {
                    rest[i] |= bitmap[first + i];
                }
            }
            for (var i = 0; i < length; i++) {
                block[i] &= rest[i];
            }
        }
    }
}
