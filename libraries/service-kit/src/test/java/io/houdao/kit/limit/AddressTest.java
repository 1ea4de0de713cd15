package io.houdao.kit.limit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddressTest {

    private static final String NEIGHBOUR = "10.0.0.7";

    @Test
    void whatStrangersSayOfThemselvesIsNotReadUnlessAProxyIsKnown() {
        assertThat(Address.heard(NEIGHBOUR, List.of("203.0.113.9"), 0)).isEqualTo(NEIGHBOUR);
    }

    @Test
    void behindAProxyItIsWhomTheProxyHeardWhateverStrangersPutBefore() {
        assertThat(Address.heard(NEIGHBOUR, List.of("192.0.2.1, 203.0.113.9"), 1))
                .isEqualTo("203.0.113.9");
        assertThat(Address.heard(NEIGHBOUR, List.of("192.0.2.1", "203.0.113.9"), 1))
                .isEqualTo("203.0.113.9");
        assertThat(Address.heard(NEIGHBOUR, List.of("192.0.2.1, 203.0.113.9,10.0.0.1"), 2))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void whoComesPastTheProxiesIsTheNeighbour() {
        assertThat(Address.heard(NEIGHBOUR, List.of(), 1)).isEqualTo(NEIGHBOUR);
        assertThat(Address.heard(NEIGHBOUR, List.of("203.0.113.9"), 2)).isEqualTo(NEIGHBOUR);
    }

    @Test
    void aSubscriberIsOneHoweverManyAddressesTheyHave() {
        assertThat(Address.subscriber("2001:db8:1:2::1")).isEqualTo(Address.subscriber("2001:db8:1:2:ffff::2"));
        assertThat(Address.subscriber("2001:db8:1:2::1")).isNotEqualTo(Address.subscriber("2001:db8:1:3::1"));
        assertThat(Address.subscriber("203.0.113.9")).isNotEqualTo(Address.subscriber("203.0.113.8"));
    }

    @Test
    void noNameIsEverLookedUp() {
        assertThat(Address.subscriber("example.org")).isEqualTo(Address.subscriber(null));
    }
}
