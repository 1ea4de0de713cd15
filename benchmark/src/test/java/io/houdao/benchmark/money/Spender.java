package io.houdao.benchmark.money;

import io.houdao.contracts.campaign.LineItemId;
import io.houdao.placement.pacing.Leases;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;

/**
 * A replica that shows one line item until nobody lends it any more money, with placement-service's own leases. What is left
 * of these is less than a showing costs in the end; the last one is that much cheaper.
 */
final class Spender implements Callable<Long> {

    private static final long LENT_MICROS = 50_000;

    private final Till till;
    private final Traffic traffic;
    private final String name;
    private final long priceMicros;
    private final Leases leases = new Leases();

    Spender(Till till, Traffic traffic, String name, long priceMicros) {
        this.till = till;
        this.traffic = traffic;
        this.name = name;
        this.priceMicros = priceMicros;
    }

    /** Returns how much it promised, in micros. */
    @Override
    public Long call() throws IOException {
        var api = till.api(name, "service", Map.of());
        var promised = 0L;
        do {
            while (take(priceMicros)) {
                promised += priceMicros;
            }
        } while (borrow(api));
        var rest = leases.availableMicros(lineItem(), Instant.now());
        return take(rest) ? promised + rest : promised;
    }

    private boolean take(long micros) {
        var taken = micros > 0 && leases.take(lineItem(), micros, Instant.now());
        if (taken) {
            traffic.report(till.scarceId(), micros);
        }
        return taken;
    }

    private boolean borrow(Api api) throws IOException {
        var request = Map.of("lineItemId", till.scarceId(), "amountMicros", LENT_MICROS);
        var answer = api.post("/v1/budget-leases", Map.of("replica", name, "requests", List.of(request)));
        var lease = answer.path("leases").path(0);
        var granted = lease.path("grantedMicros").asLong();
        if (granted > 0) {
            leases.grant(UUID.fromString(lease.path("leaseId").asText()), lineItem(), granted, Instant.MAX);
        }
        return granted > 0;
    }

    private LineItemId lineItem() {
        return new LineItemId(till.scarceId());
    }
}
