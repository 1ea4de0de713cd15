package io.houdao.endtoend;

import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Identities;
import io.houdao.endtoend.driver.Transcript;
import io.houdao.local.LocalIssuer;
import io.houdao.local.Service;
import java.net.URI;
import java.util.function.Function;

/** The four services of a running suite, to speak with. */
public final class RunningSuite {

    private RunningSuite() {}

    /** Drivers of the services at these addresses, with tokens of this issuer. */
    public static Drivers drivers(Function<Service, URI> addresses, LocalIssuer issuer, Transcript transcript) {
        return Drivers.of(
                addresses.apply(Service.PROFILE),
                addresses.apply(Service.CAMPAIGN),
                addresses.apply(Service.PLACEMENT),
                addresses.apply(Service.FEEDBACK),
                new Identities(issuer),
                transcript);
    }
}
