package io.houdao.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class UndertakerTest {

    @Test
    void aChildDoesNotOutliveAParentThatIsKilled() throws Exception {
        var parent = java(Parent.class);
        var child = ProcessHandle.of(Long.parseLong(parent.inputReader().readLine()))
                .orElseThrow();
        assertThat(child.isAlive()).isTrue();

        parent.destroyForcibly();

        assertThat(child.onExit().get(60, TimeUnit.SECONDS)).isEqualTo(child);
    }

    private static Process java(Class<?> main) throws IOException {
        return new ProcessBuilder(Children.java(
                        List.of("-Xmx32m", "-XX:TieredStopAtLevel=1"),
                        List.of("-cp", System.getProperty("java.class.path"), main.getName())))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /** Has a child that would live for an hour, tells its process id, and waits to be killed. */
    static final class Parent {

        private Parent() {}

        public static void main(String[] arguments) throws Exception {
            var child = new ProcessBuilder("sleep", "3600").start();
            Undertaker.of(child.pid(), "TERM");
            System.out.println(child.pid());
            child.waitFor();
        }
    }
}
