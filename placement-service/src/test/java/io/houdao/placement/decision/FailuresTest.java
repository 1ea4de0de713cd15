package io.houdao.placement.decision;

import static io.houdao.placement.ALineItem.SPORT;
import static io.houdao.placement.ALineItem.aLineItem;
import static org.assertj.core.api.Assertions.assertThat;

import io.houdao.contracts.profile.DeviceId;
import io.houdao.placement.Steps;
import io.houdao.placement.exposure.ServingStore;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What should not fail and does: it costs ads, and never the answer. */
class FailuresTest {

    @Test
    void whereNobodyCanBeLookedUpEachPlaceIsAnsweredWithoutAnAd() {
        var replica = new Replica(new Steps(), aStoreThatFails(), SPORT, Map.of(), List.of(aLineItem()), List.of());

        var decided = replica.askForPod(new DeviceId(UUID.randomUUID()), SPORT, 2);

        assertThat(decided.decisions()).extracting(Decision::reason).containsExactly("internal", "internal");
    }

    private static ServingStore aStoreThatFails() {
        return (ServingStore) Proxy.newProxyInstance(
                ServingStore.class.getClassLoader(), new Class<?>[] {ServingStore.class}, (self, method, arguments) -> {
                    throw new IllegalStateException("not what was expected of it");
                });
    }
}
