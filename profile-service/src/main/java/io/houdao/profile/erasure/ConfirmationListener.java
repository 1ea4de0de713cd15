package io.houdao.profile.erasure;

import io.houdao.contracts.Json;
import io.houdao.contracts.profile.ErasureEvent;
import io.houdao.contracts.profile.ErasureEvent.Confirmed;
import io.smallrye.common.annotation.Blocking;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Reads {@code profile.erasures}: which service has forgotten whom. */
@ApplicationScoped
class ConfirmationListener {

    private final ErasureService erasure;

    ConfirmationListener(ErasureService erasure) {
        this.erasure = erasure;
    }

    @Incoming("erasures")
    @Blocking
    void on(byte[] event) {
        if (Json.read(event, ErasureEvent.class) instanceof Confirmed confirmed) {
            erasure.confirm(confirmed);
        }
    }
}
