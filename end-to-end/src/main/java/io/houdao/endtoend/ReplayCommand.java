package io.houdao.endtoend;

import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Transcript;
import io.houdao.endtoend.replay.FastTime;
import io.houdao.endtoend.replay.Replay;
import io.houdao.local.LocalIssuer;
import io.houdao.local.Progress;
import io.houdao.local.Service;
import io.houdao.local.Settings;
import io.houdao.local.Suite;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ./run replay DIR}: a real exposure log through the suite that runs, or through one started for it. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Streams a real exposure log through the public APIs of the running suite, and checks that feedback-service"
                    + " counts exactly what was shown. Starts an empty suite for it where none is running.",
            ""
        })
final class ReplayCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "DIR",
            description = "The folder of KuaiRand-Pure, with its files impressions_*.csv.gz sorted by time.")
    private Path directory = Path.of("");

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many exposures to replay, from the first on (default: " + Replay.DEFAULT_LIMIT
                    + ", and with --all as many as there are).")
    private @Nullable Integer limit;

    @Option(
            names = "--all",
            description =
                    "Replays the whole log, judges restraint on all of it but its first file, and ends with 1 where it does"
                            + " not do what is asked of it. A suite that is started for it begins with nothing, beside the"
                            + " usual one, and is set up for time that passes a thousand times as fast.")
    private boolean all;

    @Override
    public Integer call() {
        Replay.requireLog(directory);
        var settings = Houdao.settings();
        if (isRunning(settings)) {
            var issuer = LocalIssuer.in(settings.directory().resolve("keys"));
            return replay(RunningSuite.drivers(settings::uri, issuer, Transcript.NONE));
        }
        System.out.println("No suite is running here; one is started for the replay.");
        try (var suite = Suite.start(all ? inFastTime(settings) : settings, Progress.printing(System.out))) {
            return replay(RunningSuite.drivers(suite::uri, suite.issuer(), Transcript.NONE));
        }
    }

    /** What an earlier replay taught would make this one another. */
    private static Settings inFastTime(Settings settings) {
        var fast = FastTime.of(settings, System.getenv().containsKey("HOUDAO_JAVA_OPTIONS"));
        Suite.reset(fast);
        return fast;
    }

    private int replay(Drivers drivers) {
        return new Replay(drivers, System.out).run(directory, limit()).isGood() ? 0 : 1;
    }

    private int limit() {
        if (limit != null) {
            return limit;
        }
        return all ? Integer.MAX_VALUE : Replay.DEFAULT_LIMIT;
    }

    private static boolean isRunning(Settings settings) {
        return Arrays.stream(Service.values()).allMatch(service -> isOpen(settings.uri(service)));
    }

    private static boolean isOpen(URI address) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
