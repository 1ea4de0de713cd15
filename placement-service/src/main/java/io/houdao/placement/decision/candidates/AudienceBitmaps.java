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
 * Whom line items are for, as bitmaps. An audience is read as a conjunction; each part of it that speaks of one domain of
 * tags, {@code city:beijing or city:shanghai} or {@code not diet:low-carb}, becomes bits of that domain. What cannot be
 * said so, such as an "or" over two domains, is marked, and asked of each line item that is left.
 */
final class AudienceBitmaps {

    private final int words;
    private final Map<String, Domain> basic = new HashMap<>();
    private final Map<String, Domain> aiot = new HashMap<>();
    private final List<Domain> all = new ArrayList<>();
    private final long[] undecided;

    AudienceBitmaps(int words) {
        this.words = words;
        this.undecided = new long[words];
    }

    void add(int number, Audience audience) {
        add(number, Family.BASIC, audience.basic());
        add(number, Family.AIOT, audience.aiot());
    }

    /** Folds those that do not care into every bitmap, once all were added. */
    void complete() {
        all.forEach(Domain::complete);
    }

    private void add(int number, Family family, @Nullable TagExpression expression) {
        if (expression == null) {
            return;
        }
        for (var part : Conjunction.of(expression)) {
            var wanted = part.wanted();
            if (part.unwanted() != null) {
                domain(family, part.unwanted()).unwanted(part.unwanted(), number);
            } else if (wanted.isEmpty() || !domain(family, wanted.get(0)).wanted(wanted, number)) {
                Bits.set(undecided, number);
            }
        }
    }

    private Map<String, Domain> domains(Family family) {
        return switch (family) {
            case BASIC -> basic;
            case AIOT -> aiot;
        };
    }

    private Domain domain(Family family, Tag tag) {
        return domains(family).computeIfAbsent(tag.domain(), name -> {
            var domain = new Domain(all.size());
            all.add(domain);
            return domain;
        });
    }

    /** Whether the bitmaps do not say it all of that line item. */
    boolean isUndecided(int number) {
        return Bits.isSet(undecided, number);
    }

    /** What someone with these tags leaves of a set of line items. */
    Filter filter(Tags tags) {
        var filter = new Filter(all.size());
        for (var family : Family.values()) {
            for (var tag : tags.in(family)) {
                var domain = domains(family).get(tag.domain());
                if (domain != null) {
                    domain.permit(tag, filter);
                }
            }
        }
        for (var domain : all) {
            domain.forbidUnlessKnown(filter);
        }
        return filter;
    }

    /** What audiences say of the tags of one domain. */
    private final class Domain {

        private final int place;
        /** Those that say anything, and so need the domain to be known. */
        private final long[] asking = new long[words];
        /** Those that want one of some tags; afterwards those that do not. */
        private final long[] wanting = new long[words];

        private final Map<Tag, long[]> byWanted = new HashMap<>();
        private final Map<Tag, long[]> byUnwanted = new HashMap<>();

        Domain(int place) {
            this.place = place;
        }

        void unwanted(Tag tag, int number) {
            Bits.set(asking, number);
            Bits.set(byUnwanted.computeIfAbsent(tag, key -> new long[words]), number);
        }

        /** False where the line item already wants one of other tags of the domain, which one bit cannot say. */
        boolean wanted(List<Tag> anyOf, int number) {
            if (Bits.isSet(wanting, number)) {
                return false;
            }
            Bits.set(asking, number);
            Bits.set(wanting, number);
            anyOf.forEach(tag -> Bits.set(byWanted.computeIfAbsent(tag, key -> new long[words]), number));
            return true;
        }

        void complete() {
            for (var word = 0; word < words; word++) {
                wanting[word] = ~wanting[word];
            }
            for (var bitmap : byWanted.values()) {
                for (var word = 0; word < words; word++) {
                    bitmap[word] |= wanting[word];
                }
            }
        }

        void permit(Tag tag, Filter filter) {
            filter.permit(place, byWanted.getOrDefault(tag, wanting));
            var unwanted = byUnwanted.get(tag);
            if (unwanted != null) {
                filter.forbid(unwanted);
            }
        }

        void forbidUnlessKnown(Filter filter) {
            if (!filter.knows(place)) {
                filter.forbid(asking);
            }
        }
    }

    /** Keeps of a block of bits those that fit one viewer. */
    static final class Filter {

        private final @Nullable List<long[]>[] permittedByDomain;
        private final List<long[]> forbidden = new ArrayList<>();

        @SuppressWarnings({"unchecked", "rawtypes"})
        Filter(int domains) {
            this.permittedByDomain = new List[domains];
        }

        private void permit(int domain, long[] bitmap) {
            var permitted = permittedByDomain[domain];
            if (permitted == null) {
                permittedByDomain[domain] = List.of(bitmap);
            } else {
                var more = new ArrayList<>(permitted);
                more.add(bitmap);
                permittedByDomain[domain] = more;
            }
        }

        private void forbid(long[] bitmap) {
            forbidden.add(bitmap);
        }

        private boolean knows(int domain) {
            return permittedByDomain[domain] != null;
        }

        /** Clears the bits of {@code block}, whose first word is number {@code first}, that do not fit. */
        void narrow(long[] block, int first, int length) {
            for (var bitmap : forbidden) {
                for (var i = 0; i < length; i++) {
                    block[i] &= ~bitmap[first + i];
                }
            }
            for (var permitted : permittedByDomain) {
                if (permitted != null) {
                    narrowToAny(permitted, block, first, length);
                }
            }
        }

        private static void narrowToAny(List<long[]> bitmaps, long[] block, int first, int length) {
            if (bitmaps.size() == 1) {
                var bitmap = bitmaps.get(0);
                for (var i = 0; i < length; i++) {
                    block[i] &= bitmap[first + i];
                }
                return;
            }
            for (var i = 0; i < length; i++) {
                var any = 0L;
                for (var bitmap : bitmaps) {
                    any |= bitmap[first + i];
                }
                block[i] &= any;
            }
        }
    }
}
