package io.houdao.profile.audience;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.Audience;
import io.houdao.contracts.campaign.TagExpression;
import io.houdao.contracts.campaign.TagExpression.All;
import io.houdao.contracts.campaign.TagExpression.Any;
import io.houdao.contracts.campaign.TagExpression.Has;
import io.houdao.contracts.campaign.TagExpression.Not;
import io.houdao.contracts.profile.PersonProjection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who has which tags on which surface, as of one moment: a compressed bitmap a tag and surface, over people who are numbered
 * in the order in which they were added and otherwise unnamed. Made from what leaves, so a tag without a permission is not
 * counted either. A million people with three tags each take about 10 MB; an expression of ten tags takes milliseconds.
 */
final class AudienceIndex {

    private final Map<DeviceKind, Surface> surfaces = new HashMap<>();
    private int people;

    /** Adds one more person. Not thread-safe, as opposed to counting. */
    void add(PersonProjection projection) {
        var number = people++;
        projection.surfaces().forEach((kind, surface) -> {
            if (!surface.silent() && !surface.childRules()) {
                var index = surfaces.computeIfAbsent(kind, any -> new Surface());
                index.everyone.add(number);
                surface.tags().forEach(permitted -> index.add(permitted.tag(), number));
            }
        });
    }

    /** Everybody is in: make the bitmaps small. */
    void complete() {
        surfaces.values().forEach(Surface::complete);
    }

    int people() {
        return people;
    }

    /** How many people it holds for on at least one of their surfaces. */
    int count(Audience audience) {
        return FastAggregation.or(surfaces.values().stream()
                        .map(surface -> surface.matching(audience))
                        .toArray(RoaringBitmap[]::new))
                .getCardinality();
    }

    private static final class Surface {

        private final RoaringBitmap everyone = new RoaringBitmap();
        private final Map<Tag, RoaringBitmap> peopleByTag = new HashMap<>();

        private void add(Tag tag, int number) {
            peopleByTag.computeIfAbsent(tag, any -> new RoaringBitmap()).add(number);
        }

        private void complete() {
            everyone.runOptimize();
            peopleByTag.values().forEach(RoaringBitmap::runOptimize);
        }

        private RoaringBitmap matching(Audience audience) {
            return RoaringBitmap.and(having(audience.basic()), having(audience.aiot()));
        }

        private RoaringBitmap having(@Nullable TagExpression expression) {
            if (expression instanceof Has has) {
                return peopleByTag.getOrDefault(has.tag(), new RoaringBitmap());
            }
            if (expression instanceof All all) {
                return all.all().stream()
                        .map(this::having)
                        .reduce(everyone, (one, other) -> RoaringBitmap.and(one, other));
            }
            if (expression instanceof Any any) {
                return FastAggregation.or(any.any().stream().map(this::having).toArray(RoaringBitmap[]::new));
            }
            if (expression instanceof Not not) {
                return RoaringBitmap.andNot(everyone, having(not.not()));
            }
            return everyone;
        }
    }
}
