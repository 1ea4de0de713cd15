package io.houdao.kit.process;

import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import sun.misc.Signal;

/**
 * A service that was told to end and did, with everything drained and flushed, exits with 0. Java would exit with 143, as if
 * it had been cut off, and whoever watches could not tell the two apart.
 */
@Singleton
@IfBuildProfile("prod")
class OrderlyExit {

    void start(@Observes StartupEvent started) {
        Signal.handle(new Signal("TERM"), signal -> Quarkus.asyncExit(0));
    }
}
