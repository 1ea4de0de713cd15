package io.houdao.placement.decision.viewer;

import static io.houdao.placement.ALineItem.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Tag;
import io.houdao.contracts.campaign.Audience;
import io.houdao.contracts.campaign.TagExpression;
import io.houdao.contracts.campaign.TagExpression.All;
import io.houdao.contracts.campaign.TagExpression.Any;
import io.houdao.contracts.campaign.TagExpression.Has;
import io.houdao.contracts.campaign.TagExpression.Not;
import io.houdao.contracts.profile.PermittedTag;
import io.houdao.contracts.profile.PermittedTag.Family;
import io.houdao.contracts.profile.PermittedTag.Provenance;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class TagsPropertiesTest {

    @Property
    void withdrawingWhatIsKnownOfADomainNeverBringsAnyoneIntoAnAudience(
            @ForAll("expressions") TagExpression expression, @ForAll("someTags") List<Tag> known) {
        var audience = new Audience(expression, null);
        var before = Tags.of(known.stream().map(tag -> basic(tag.toString())).toList());

        for (var withdrawn : List.of("a", "b", "c")) {
            var rest = known.stream().filter(tag -> !tag.domain().equals(withdrawn));
            var after = Tags.of(rest.map(tag -> basic(tag.toString())).toList());
            if (after.prove(audience)) {
                assertThat(before.prove(audience)).isTrue();
            }
        }
    }

    @Provide
    Arbitrary<List<Tag>> someTags() {
        return oneTag().list().uniqueElements().ofMaxSize(5);
    }

    @Provide
    Arbitrary<TagExpression> expressions() {
        return expressions(3);
    }

    private Arbitrary<TagExpression> expressions(int depth) {
        Arbitrary<TagExpression> has = oneTag().map(Has::new);
        if (depth == 0) {
            return has;
        }
        var part = expressions(depth - 1);
        var parts = part.list().ofMinSize(1).ofMaxSize(3);
        return Arbitraries.oneOf(List.of(has, part.map(Not::new), parts.map(All::new), parts.map(Any::new)));
    }

    private static Arbitrary<Tag> oneTag() {
        return Combinators.combine(Arbitraries.of("a", "b", "c"), Arbitraries.of("x", "y"))
                .as(Tag::new);
    }

    private static PermittedTag basic(String tag) {
        return new PermittedTag(Tag.of(tag), Family.BASIC, Provenance.DECLARED, DeviceKind.SELF, NOON.plusSeconds(60));
    }
}
