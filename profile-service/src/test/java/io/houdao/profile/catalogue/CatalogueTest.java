package io.houdao.profile.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Tag;
import io.houdao.contracts.profile.PermittedTag.Family;
import io.houdao.profile.catalogue.KindOfDevice.Role;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CatalogueTest {

    private static final Name NAME = new Name("名", "name");
    private static final KindOfData COOKING = new KindOfData("cooking", Family.AIOT, false, NAME);

    private final Catalogue catalogue = CatalogueFiles.read();

    @Test
    void theFilesHoldWhatTheProductNames() {
        assertThat(catalogue.deviceKinds()).hasSizeGreaterThanOrEqualTo(20);
        assertThat(catalogue.tagDomains()).hasSizeGreaterThanOrEqualTo(25);
        assertThat(roleOf("rice-cooker")).isEqualTo(Role.SENSES);
        assertThat(roleOf("tv")).isEqualTo(Role.SHOWS);
        assertThat(roleOf("story-machine")).isEqualTo(Role.NEVER);
    }

    @Test
    void everythingHasANameInBothLanguages() {
        assertThat(catalogue.deviceKinds()).extracting(KindOfDevice::name).allMatch(CatalogueTest::isWhole);
        assertThat(catalogue.dataKinds()).extracting(KindOfData::name).allMatch(CatalogueTest::isWhole);
        assertThat(catalogue.tagDomains()).extracting(TagDomain::name).allMatch(CatalogueTest::isWhole);
    }

    @Test
    void everyDomainHasSomethingItCanComeFrom() {
        assertThat(catalogue.tagDomains())
                .allSatisfy(domain -> assertThat(catalogue.yields(DeviceKind.SELF, domain.dataKind())
                                || catalogue.deviceKinds().stream()
                                        .anyMatch(kind -> catalogue.yields(kind.kind(), domain.dataKind())))
                        .isTrue());
    }

    @Test
    void aDomainIsClosed() {
        assertThat(catalogue.domainOf(Tag.of("rice-texture:soft"))).isPresent();
        assertThat(catalogue.domainOf(Tag.of("rice-texture:purple"))).isEmpty();
        assertThat(catalogue.domainOf(Tag.of("shoe-size:42"))).isEmpty();
    }

    @Test
    void whatStandsInPublicIsNoSurface() {
        assertThat(catalogue.isSurface(new DeviceKind("tv"))).isTrue();
        assertThat(catalogue.isSurface(new DeviceKind("store-screen"))).isFalse();
        assertThat(catalogue.isSurface(new DeviceKind("rice-cooker"))).isFalse();
    }

    @Test
    void aTagHeardTwiceOnADayExpiresAtTheSameMidnight() {
        var domain = catalogue.domain("rice-texture").orElseThrow();

        assertThat(domain.expiryOf(Instant.parse("2026-03-01T00:00:00Z")))
                .isEqualTo(domain.expiryOf(Instant.parse("2026-03-01T23:59:59Z")))
                .isEqualTo("2026-04-01T00:00:00Z");
    }

    @Test
    void aDeviceThatMustNeverYieldCannotBeGivenDataKinds() {
        assertThatThrownBy(() -> new KindOfDevice(new DeviceKind("toy"), Role.NEVER, false, Set.of("cooking"), NAME))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("toy");
    }

    @Test
    void aCatalogueThatContradictsItselfIsRefused() {
        var pot = new KindOfDevice(new DeviceKind("pot"), Role.SENSES, false, Set.of("cooking"), NAME);
        var smell = new TagDomain("smell", "smelling", 30, List.of("good"), NAME);

        assertThatThrownBy(() -> new Catalogue(List.of(pot), List.of(), List.of()))
                .hasMessageContaining("cooking");
        assertThatThrownBy(() -> new Catalogue(List.of(), List.of(COOKING), List.of(smell)))
                .hasMessageContaining("smelling");
        assertThatThrownBy(() -> new Catalogue(List.of(pot, pot), List.of(COOKING), List.of()))
                .hasMessageContaining("twice");
    }

    private Role roleOf(String kind) {
        return catalogue.kind(new DeviceKind(kind)).orElseThrow().role();
    }

    private static boolean isWhole(Name name) {
        return !name.zh().isBlank() && !name.en().isBlank();
    }
}
