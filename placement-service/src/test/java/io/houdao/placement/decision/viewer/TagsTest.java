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
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class TagsTest {

    private static final Audience SOFT_RICE = new Audience(null, has("rice-texture:soft"));

    @Test
    void aTagProvesMembershipAndItsAbsenceDoesNot() {
        assertThat(tags(aiot("rice-texture:soft")).prove(SOFT_RICE)).isTrue();
        assertThat(tags(aiot("rice-texture:firm")).prove(SOFT_RICE)).isFalse();
        assertThat(Tags.NONE.prove(SOFT_RICE)).isFalse();
    }

    @Test
    void aTagOfOneFamilyDoesNotCountForTheOther() {
        assertThat(tags(basic("rice-texture:soft")).prove(SOFT_RICE)).isFalse();
    }

    @Test
    void bothFamiliesMustAgree() {
        var both = new Audience(has("city:beijing"), has("rice-texture:soft"));

        assertThat(tags(basic("city:beijing")).prove(both)).isFalse();
        assertThat(tags(basic("city:beijing"), aiot("rice-texture:soft")).prove(both))
                .isTrue();
    }

    @Test
    void notHavingATagIsProvedOnlyByWhatIsKnownInItsDomain() {
        var notLowCarb = new Audience(new Not(has("diet:low-carb")), null);

        assertThat(Tags.NONE.prove(notLowCarb)).isFalse();
        assertThat(tags(basic("diet:low-carb")).prove(notLowCarb)).isFalse();
        assertThat(tags(basic("diet:anything")).prove(notLowCarb)).isTrue();
    }

    @Test
    void whatIsUnknownDoesNotMatterWhereTheRestDecides() {
        var either = new Audience(new Any(List.of(has("city:beijing"), new Not(has("diet:low-carb")))), null);

        assertThat(tags(basic("city:beijing")).prove(either)).isTrue();
    }

    @Test
    void aTagIsUsedUntilJustBeforeItExpires() {
        var tags = Tags.of(List.of(tag("rice-texture:soft", Family.AIOT, NOON)));

        assertThat(tags.at(NOON.minusMillis(1)).prove(SOFT_RICE)).isTrue();
        assertThat(tags.at(NOON).prove(SOFT_RICE)).isFalse();
    }

    @Test
    void theReasonIsTheTagOfTheDeviceBeforeThatOfOnesOwnWords() {
        var both = new Audience(has("city:beijing"), has("rice-texture:soft"));
        var tags = tags(basic("city:beijing"), aiot("rice-texture:soft"));

        assertThat(tags.reasonFor(both)).map(PermittedTag::tag).contains(Tag.of("rice-texture:soft"));
    }

    @Test
    void theReasonIsATagThatIsNamedBeforeOneOfTheSameDomain() {
        var elsewhere = new Audience(
                new All(List.of(
                        new Not(has("diet:low-carb")), new Any(List.of(has("city:beijing"), has("city:xian"))))),
                null);

        assertThat(tags(basic("diet:vegan"), basic("city:xian")).reasonFor(elsewhere))
                .map(PermittedTag::tag)
                .contains(Tag.of("city:xian"));
        assertThat(tags(basic("hobby:go"), basic("diet:vegan"), basic("diet:raw"))
                        .reasonFor(elsewhere))
                .map(PermittedTag::tag)
                .contains(Tag.of("diet:vegan"));
        assertThat(tags(basic("hobby:go"), aiot("city:xian")).reasonFor(elsewhere))
                .isEmpty();
    }

    private static Tags tags(PermittedTag... tags) {
        return Tags.of(Stream.of(tags).toList());
    }

    private static TagExpression has(String tag) {
        return new Has(Tag.of(tag));
    }

    private static PermittedTag basic(String tag) {
        return tag(tag, Family.BASIC, NOON.plusSeconds(60));
    }

    private static PermittedTag aiot(String tag) {
        return tag(tag, Family.AIOT, NOON.plusSeconds(60));
    }

    private static PermittedTag tag(String tag, Family family, Instant expiresAt) {
        return new PermittedTag(Tag.of(tag), family, Provenance.OBSERVED, new DeviceKind("rice-cooker"), expiresAt);
    }
}
