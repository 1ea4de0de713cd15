package io.houdao.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ExitTest {

    @Test
    void gatesThatAreMetOrMissedAreToldFromWhatCouldNotRun() {
        assertThat(Exit.code("serve", () -> true)).isZero();
        assertThat(Exit.code("serve", () -> false)).isEqualTo(1);
        assertThat(Exit.code("serve", () -> {
                    throw new UsageError("a service did not start");
                }))
                .isEqualTo(2);
        assertThat(Exit.code("serve", () -> {
                    throw new IOException("no room", new IOException("the disk is full"));
                }))
                .isEqualTo(2);
        assertThat(Exit.code("serve", () -> {
                    throw new IllegalStateException("POST /v1/slots/import answered 500");
                }))
                .isEqualTo(2);
    }
}
