package io.houdao.profile.audience;

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
import io.houdao.contracts.profile.PersonId;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.contracts.profile.PersonProjection.Surface;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AudienceIndexTest {

    private static final DeviceKind TV = new DeviceKind("tv");
    private static final DeviceKind PHONE = new DeviceKind("phone");
    private static final TagExpression BEIJING = has("city:beijing");
    private static final TagExpression SOFT = has("rice-texture:soft");

    private final AudienceIndex index = new AudienceIndex();

    @Test
    void bothFamiliesMustHoldOnOneAndTheSameSurface() {
        index.add(someone(Map.of(TV, surface(false, false, "city:beijing", "rice-texture:soft"))));
        index.add(someone(
                Map.of(TV, surface(false, false, "city:beijing"), PHONE, surface(false, false, "rice-texture:soft"))));
        index.add(someone(Map.of(PHONE, surface(false, false, "city:beijing", "rice-texture:soft"))));
        index.complete();

        assertThat(index.count(new Audience(BEIJING, SOFT))).isEqualTo(2);
        assertThat(index.count(new Audience(BEIJING, null))).isEqualTo(3);
    }

    @Test
    void silentSurfacesAndChildrenAreInNoAudienceNotEvenByNegation() {
        index.add(someone(Map.of(TV, surface(true, false))));
        index.add(someone(Map.of(TV, surface(false, true))));
        index.add(someone(Map.of(TV, surface(false, false))));
        index.complete();

        assertThat(index.count(new Audience(new Not(BEIJING), null))).isOne();
    }

    @Test
    void theGrammarMeansWhatItSays() {
        index.add(someone(Map.of(TV, surface(false, false, "city:beijing"))));
        index.add(someone(Map.of(TV, surface(false, false, "rice-texture:soft"))));
        index.add(someone(Map.of(TV, surface(false, false, "city:beijing", "rice-texture:soft"))));
        index.complete();

        assertThat(index.count(new Audience(new Any(List.of(BEIJING, SOFT)), null)))
                .isEqualTo(3);
        assertThat(index.count(new Audience(new All(List.of(BEIJING, SOFT)), null)))
                .isOne();
        assertThat(index.count(new Audience(new All(List.of(BEIJING, new Not(SOFT))), null)))
                .isOne();
        assertThat(index.count(new Audience(has("pets:cat"), null))).isZero();
    }

    private static TagExpression has(String tag) {
        return new Has(Tag.of(tag));
    }

    private static Surface surface(boolean silent, boolean childRules, String... tags) {
        var expiry = Instant.parse("2026-04-01T00:00:00Z");
        var permitted = Stream.of(tags)
                .map(tag -> new PermittedTag(Tag.of(tag), Family.BASIC, Provenance.DECLARED, DeviceKind.SELF, expiry))
                .toList();
        return new Surface(silent, childRules, permitted);
    }

    private static PersonProjection someone(Map<DeviceKind, Surface> surfaces) {
        var now = Instant.parse("2026-03-01T12:00:00Z");
        return new PersonProjection(
                new PersonId(UUID.randomUUID()),
                1,
                now,
                null,
                false,
                false,
                Set.of(),
                Set.of(),
                Map.of(),
                null,
                List.of(),
                surfaces);
    }
}
