package io.houdao.endtoend;

import io.houdao.endtoend.demo.DemoWorld;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Refused;
import io.houdao.endtoend.driver.Unreachable;
import io.houdao.endtoend.story.ExpectationFailed;
import io.houdao.endtoend.story.Narrator;
import io.houdao.endtoend.story.Stories;
import io.houdao.local.Progress;
import io.houdao.local.Settings;
import io.houdao.local.StartFailure;
import io.houdao.local.Suite;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What {@code ./run} runs. */
@Command(
        name = "./run",
        subcommands = ReplayCommand.class,
        mixinStandardHelpOptions = true,
        version = "Houdao 0.1.0",
        sortOptions = false,
        description = {
            "Starts PostgreSQL, Kafka and the four services on this machine, seeds a demo world, plays three stories over the"
                    + " public APIs, and keeps running until Ctrl-C.",
            ""
        })
public final class Houdao implements Callable<Integer> {

    @Option(names = "--reset", description = "Forget all data of earlier runs first.")
    private boolean reset;

    @Option(names = "--no-demo", description = "Start the suite alone, and empty: no demo world, no stories.")
    private boolean noDemo;

    @Option(
            names = "--exit",
            description = "End after the stories, with 0 if they went as told, instead of running on.")
    private boolean exit;

    /** Ends the JVM with 0, with 1 where something did not go as it should, or with 2 for a wrong command line. */
    public static void main(String[] args) {
        // A terminal that is not set to UTF-8 would turn the Chinese of the demo world into question marks.
        System.setOut(new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8));
        var code = new CommandLine(new Houdao())
                .setExecutionExceptionHandler((failure, command, parsed) -> explain(failure))
                .execute(args);
        System.exit(code);
    }

    private static int explain(Exception failure) {
        if (failure instanceof StartFailure
                || failure instanceof Refused
                || failure instanceof Unreachable
                || failure instanceof IllegalArgumentException) {
            System.err.println(failure.getMessage());
        } else {
            failure.printStackTrace();
        }
        return 1;
    }

    @Override
    public Integer call() throws InterruptedException {
        var settings = settings();
        if (reset) {
            Suite.reset(settings);
        }
        System.out.println("Houdao starts on this machine; its data is in " + settings.directory());
        try (var suite = Suite.start(settings, Progress.printing(System.out))) {
            return noDemo ? alone(suite) : withDemo(suite);
        }
    }

    /** {@code ./run} says where the repository is; started from elsewhere, it is the working directory. */
    static Settings settings() {
        var root = Path.of(System.getProperty("houdao.root", ""));
        return Settings.fromEnvironment(root.toAbsolutePath(), System.getenv());
    }

    private int alone(Suite suite) throws InterruptedException {
        Welcome.toEmptySuite(suite, System.out);
        return keepRunning();
    }

    private int withDemo(Suite suite) throws InterruptedException {
        var narrator = new Narrator(System.out, System.console() != null && System.getenv("NO_COLOR") == null);
        var drivers = RunningSuite.drivers(suite::uri, suite.issuer(), narrator);
        System.out.println("The demo world is seeded");
        DemoWorld.seed(drivers, line -> System.out.println("  " + line));
        return playAll(drivers, narrator) ? welcome(suite, drivers) : 1;
    }

    private static boolean playAll(Drivers drivers, Narrator narrator) {
        try {
            Stories.playAll(drivers, narrator);
            return true;
        } catch (ExpectationFailed e) {
            System.out.println(e.getMessage());
            return false;
        }
    }

    private int welcome(Suite suite, Drivers drivers) throws InterruptedException {
        Welcome.toDemo(suite, drivers, System.out);
        return exit ? 0 : keepRunning();
    }

    /** Until the JVM is told to end, which stops the suite too. */
    private int keepRunning() throws InterruptedException {
        if (!exit) {
            System.out.println("\nRunning. Ctrl-C stops everything.");
            new CountDownLatch(1).await();
        }
        return 0;
    }
}
