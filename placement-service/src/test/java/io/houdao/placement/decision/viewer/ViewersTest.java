package io.houdao.placement.decision.viewer;

import static io.houdao.placement.ALineItem.NOON;
import static io.houdao.placement.ALineItem.SPORT;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.DeviceKind;
import io.houdao.contracts.Scene;
import io.houdao.contracts.Tag;
import io.houdao.contracts.Topics;
import io.houdao.contracts.placement.Receipts;
import io.houdao.contracts.placement.TouchpointId;
import io.houdao.contracts.profile.DeviceId;
import io.houdao.contracts.profile.PermittedTag;
import io.houdao.contracts.profile.PermittedTag.Family;
import io.houdao.contracts.profile.PermittedTag.Provenance;
import io.houdao.contracts.profile.PersonId;
import io.houdao.contracts.profile.PersonProjection;
import io.houdao.contracts.profile.PersonProjection.ShowingDevice;
import io.houdao.contracts.profile.PersonProjection.Surface;
import io.houdao.placement.decision.viewer.Viewer.Standing;
import io.houdao.placement.exposure.ExposureStates;
import io.houdao.placement.exposure.LongCaps;
import io.houdao.placement.exposure.Memory;
import io.houdao.placement.exposure.ServingStore;
import io.houdao.placement.exposure.StoreUnavailable;
import io.houdao.placement.slot.Layer;
import io.houdao.placement.slot.Name;
import io.houdao.placement.slot.Touchpoint;
import io.houdao.placement.topic.ReadTopics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is known of people while the serving store is down, or their projections have not been read. */
class ViewersTest {

    private static final DeviceKind TV = new DeviceKind("tv");
    private static final DeviceId DEVICE = new DeviceId(UUID.randomUUID());
    private static final Touchpoint LAUNCHER = new Touchpoint(
            new TouchpointId("tv-launcher"),
            new Name("电视桌面", "TV launcher"),
            TV,
            Layer.SYSTEM,
            Scene.Sphere.HOME,
            "tv");

    private final Projections projections = new Projections();
    private final ReadTopics topics = new ReadTopics();
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Viewers viewers = new Viewers(
            projections, aStoreThatIsDown(), ExposureStates.with(Receipts.newKeyset()), new LongCaps(), topics, meters);

    @Test
    void whileTheStoreIsDownOnlyTheSceneIsUsed() {
        projections.put(aPerson(false, false));

        var viewer = viewers.visit(DEVICE, SPORT, null, NOON).at(LAUNCHER, SPORT, NOON);

        assertThat(viewer.standing()).isEqualTo(Standing.UNREMEMBERED);
        assertThat(viewer.tags()).isSameAs(Tags.NONE);
        assertThat(meters.counter("houdao.serving.store.unavailable").count()).isEqualTo(1);
    }

    @Test
    void whileTheStoreIsDownSwitchesAndRefusalsHold() {
        projections.put(aPerson(true, false));
        assertThat(viewers.visit(DEVICE, SPORT, null, NOON)
                        .at(LAUNCHER, SPORT, NOON)
                        .adsOff())
                .isTrue();

        projections.put(aPerson(false, true));
        var refusing = viewers.visit(DEVICE, SPORT, null, NOON).at(LAUNCHER, SPORT, NOON);

        assertThat(refusing.standing()).isEqualTo(Standing.REFUSED);
        assertThat(refusing.personId()).isNull();
    }

    @Test
    void inPublicNobodyWaitsUntilTheyAreKnown() {
        var inPublic = Scene.of("public/life");
        topics.holdBack(Topics.PROJECTIONS);

        var viewer = viewers.visit(DEVICE, inPublic, null, NOON).at(LAUNCHER, inPublic, NOON);

        assertThat(viewer.standing()).isEqualTo(Standing.PUBLIC);
    }

    private static ServingStore aStoreThatIsDown() {
        return (ServingStore) Proxy.newProxyInstance(
                ServingStore.class.getClassLoader(), new Class<?>[] {ServingStore.class}, (self, method, arguments) -> {
                    if (method.getName().equals("choices")) {
                        return Memory.EMPTY;
                    }
                    throw new StoreUnavailable("no answer within 5 ms");
                });
    }

    private static PersonProjection aPerson(boolean adsOff, boolean refused) {
        var tag = new PermittedTag(
                Tag.of("rice-texture:soft"),
                Family.AIOT,
                Provenance.OBSERVED,
                new DeviceKind("rice-cooker"),
                NOON.plusSeconds(60));
        return new PersonProjection(
                new PersonId(new UUID(1, 1)),
                1,
                NOON,
                null,
                adsOff,
                refused,
                Set.of(),
                Set.of(),
                Map.of(),
                null,
                List.of(new ShowingDevice(DEVICE, TV)),
                Map.of(TV, new Surface(false, false, List.of(tag))));
    }
}
