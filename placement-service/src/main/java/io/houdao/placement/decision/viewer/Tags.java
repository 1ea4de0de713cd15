package io.houdao.placement.decision.viewer;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.Audience;
import io.houdao.contracts.campaign.TagExpression;
import io.houdao.contracts.profile.PermittedTag;
import io.houdao.contracts.profile.PermittedTag.Family;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The tags that a person permits to be used on one surface, in their two families. Immutable. */
public final class Tags {

    /** Of someone of whom nothing may be used. */
    public static final Tags NONE = new Tags(List.of());

    private final List<PermittedTag> all;
    private final Known basic;
    private final Known aiot;
    private final Instant firstExpiry;

    private Tags(List<PermittedTag> all) {
        this.all = all;
        this.basic = Known.of(all, Family.BASIC);
        this.aiot = Known.of(all, Family.AIOT);
        this.firstExpiry = all.stream()
                .map(PermittedTag::expiresAt)
                .min(Comparator.naturalOrder())
                .orElse(Instant.MAX);
    }

    static Tags of(List<PermittedTag> tags) {
        return tags.isEmpty() ? NONE : new Tags(tags);
    }

    /** Those that have not expired at {@code now}. */
    Tags at(Instant now) {
        return now.isBefore(firstExpiry)
                ? this
                : of(all.stream().filter(tag -> now.isBefore(tag.expiresAt())).toList());
    }

    /** The tags of one family. */
    public Set<Tag> in(Family family) {
        return switch (family) {
            case BASIC -> basic.tags();
            case AIOT -> aiot.tags();
        };
    }

    /**
     * Whether these tags prove that the person belongs to the audience. Where nothing is known in the domain of a tag, nothing
     * is proved by its absence: someone who withdraws a permission never enters an audience by it.
     */
    public boolean prove(Audience audience) {
        return basic.prove(audience.basic()) && aiot.prove(audience.aiot());
    }

    /** The tag that best says why the person belongs to the audience: one of a device before one of their own words. */
    public Optional<PermittedTag> reasonFor(Audience audience) {
        var match = match(audience.aiot(), Family.AIOT);
        return Optional.ofNullable(match == null ? match(audience.basic(), Family.BASIC) : match);
    }

    /* The first that is named, or else the first of a domain of which something is. */
    private @Nullable PermittedTag match(@Nullable TagExpression expression, Family family) {
        PermittedTag related = null;
        for (var tag : all) {
            if (expression != null && tag.family() == family) {
                if (Known.names(expression, tag.tag())) {
                    return tag;
                }
                if (related == null && Known.isAbout(expression, tag.tag().domain())) {
                    related = tag;
                }
            }
        }
        return related;
    }

    /** One family: its tags, and the domains in which something is known. */
    private record Known(Set<Tag> tags, Set<String> domains) {

        static Known of(List<PermittedTag> all, Family family) {
            var tags = all.stream()
                    .filter(tag -> tag.family() == family)
                    .map(PermittedTag::tag)
                    .collect(toUnmodifiableSet());
            return new Known(tags, tags.stream().map(Tag::domain).collect(toUnmodifiableSet()));
        }

        boolean prove(@Nullable TagExpression expression) {
            return expression == null || truth(expression) == Truth.TRUE;
        }

        private Truth truth(TagExpression expression) {
            if (expression instanceof TagExpression.Has has) {
                return truth(has.tag());
            }
            if (expression instanceof TagExpression.Not not) {
                return truth(not.not()).negated();
            }
            if (expression instanceof TagExpression.All all) {
                return truthOfAll(all.all());
            }
            return expression instanceof TagExpression.Any any ? truthOfAny(any.any()) : Truth.UNKNOWN;
        }

        private Truth truth(Tag tag) {
            if (tags.contains(tag)) {
                return Truth.TRUE;
            }
            return domains.contains(tag.domain()) ? Truth.FALSE : Truth.UNKNOWN;
        }

        private Truth truthOfAll(List<TagExpression> parts) {
            var least = Truth.TRUE;
            for (var part : parts) {
                least = least.and(truth(part));
            }
            return least;
        }

        private Truth truthOfAny(List<TagExpression> parts) {
            var most = Truth.FALSE;
            for (var part : parts) {
                most = most.or(truth(part));
            }
            return most;
        }

        static boolean names(TagExpression expression, Tag tag) {
            if (expression instanceof TagExpression.Has has) {
                return has.tag().equals(tag);
            }
            for (var part : parts(expression)) {
                if (names(part, tag)) {
                    return true;
                }
            }
            return false;
        }

        static boolean isAbout(TagExpression expression, String domain) {
            if (expression instanceof TagExpression.Has has) {
                return has.tag().domain().equals(domain);
            }
            if (expression instanceof TagExpression.Not not) {
                return isAbout(not.not(), domain);
            }
            for (var part : parts(expression)) {
                if (isAbout(part, domain)) {
                    return true;
                }
            }
            return false;
        }

        private static List<TagExpression> parts(TagExpression expression) {
            if (expression instanceof TagExpression.All all) {
                return all.all();
            }
            return expression instanceof TagExpression.Any any ? any.any() : List.of();
        }
    }

    /** Kleene's three values, the least first. */
    private enum Truth {
        FALSE,
        UNKNOWN,
        TRUE;

        Truth negated() {
            return switch (this) {
                case FALSE -> TRUE;
                case UNKNOWN -> UNKNOWN;
                case TRUE -> FALSE;
            };
        }

        Truth and(Truth other) {
            return compareTo(other) < 0 ? this : other;
        }

        Truth or(Truth other) {
            return compareTo(other) > 0 ? this : other;
        }
    }
}
