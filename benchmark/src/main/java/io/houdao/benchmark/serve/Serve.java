package io.houdao.benchmark.serve;

import io.houdao.benchmark.Exit;
import io.houdao.benchmark.Figures;
import io.houdao.benchmark.Options;
import io.houdao.benchmark.festival.Inventory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Measures decisions over HTTP: how many ads a second a process can answer with, against a constant answer of the same size that
 * it gives to the same questions; and how long they take, and what they cost, at 80 % of that. Exits with 0, 1 or 2 as
 * {@code benchmark/run} says.
 */
public final class Serve {

    private static final Set<String> OPTIONS =
            Set.of("root", "line-items", "people", "devices", "warm-up", "seconds", "heap");
    private static final String DECISIONS = "/v1/decisions";
    private static final String CONSTANT = "/constant";
    /** Until the JVM's compiler has little left to do. */
    private static final int WARM_UP_SECONDS = 240;

    /** So many that none of them has seen as many ads as a scene allows when it is over. */
    private static final int DEVICES = 40_000;

    /** Of the generator: more take turns on the cores that they share with the service, which costs it four tenths more. */
    private static final int EVENT_LOOPS = 1;

    /** Of the generator, for a constant answer: one has no time for as many as the service can give. The most count. */
    private static final List<Integer> EVENT_LOOPS_TRIED = List.of(1, 2, 4);

    private static final double SHARE_MEASURED = .8;
    /** With fewer ads deciding would be too easy. */
    private static final double LEAST_SHARE_OF_ADS = .95;
    /** Longer than any changes take to be seen. */
    private static final int CHANGES_SECONDS = 600;

    private final Options options;
    private final Figures figures = new Figures();

    private Serve(Options options) {
        this.options = options;
    }

    /** Runs with the options that {@code benchmark/run} explains. */
    public static void main(String[] arguments) {
        System.exit(exitCode(arguments));
    }

    private static int exitCode(String[] arguments) {
        return Exit.code("serve", () -> new Serve(Options.parse(arguments, OPTIONS)).run());
    }

    private int number(String name, int otherwise) {
        return Integer.parseInt(options.get(name, String.valueOf(otherwise)));
    }

    private boolean run() throws IOException {
        var directory = Files.createTempDirectory("houdao-serve-");
        figures.say("logs are in %s", directory);
        try (var stage = new Stage(directory)) {
            stage.fill(number("line-items", 100_000), number("people", 1_000_000));
            var generator = new Generator(directory, stage.tokens(number("devices", DEVICES)));
            figures.say("the catalogue is on its topics");
            try (var service = stage.start(Path.of(options.get("root", ".")), options.get("heap", "8g"))) {
                figures.say("the service has read it, and holds %.0f MiB", service.residentMebibytes());
                measure(service, stage, generator);
            }
        }
        figures.print();
        return figures.allMet();
    }

    private void measure(Server service, Stage stage, Generator generator) {
        // Not all decisions: what has waited beyond its deadline gets no ad, and a service that is asked too much says
        // so quickly.
        var rate = new Capacity(generator, EVENT_LOOPS, service, DECISIONS, Serve::shown)
                .find(number("warm-up", WARM_UP_SECONDS), figures);
        measureAt(SHARE_MEASURED * rate, service, generator);
        measureChanges(rate / 2, service, stage, generator);
        var answer = anAnswer(service, stage);
        figures.say("an answer is %d bytes long", answer.length());
        service.ask("PUT", CONSTANT, "", "application/json", answer);
        var most = EVENT_LOOPS_TRIED.stream()
                .map(loops -> new Capacity(generator, loops, service, CONSTANT, Serve::answers))
                .mapToDouble(capacity -> capacity.find(number("warm-up", WARM_UP_SECONDS) / 4, figures))
                .max()
                .orElseThrow();
        figures.gate(rate >= .5 * most, "at least half the rate of a constant answer: %.0f of %.0f", rate, most);
        figures.add("serve_ratio_to_constant", "%.2f", rate / most, "x");
        figures.add("serve_rate", "%.0f", rate, "1/s");
    }

    private void measureAt(double rate, Server service, Generator generator) {
        var seconds = number("seconds", 30);
        var run = generator.start(
                EVENT_LOOPS, service.url() + DECISIONS, towards(rate), "%.0fx%d".formatted(rate, seconds));
        var decided = decisions(service);
        var shown = shown(service);
        var cpu = service.cpuSeconds();
        var seen = run.await(seconds + 180L);
        var cost = (service.cpuSeconds() - cpu) * 1e6 / (decisions(service) - decided);
        var ads = (shown(service) - shown) / (decisions(service) - decided);
        var metrics = metrics(service);
        figures.say(
                "at %.0f a second: %d requests, %d failed; p50 %.0f, p75 %.0f, p95 %.0f, p99 %.0f ms",
                rate, seen.requests(), seen.failed(), seen.p50(), seen.p75(), seen.p95(), seen.p99());
        figures.say(
                "since the start: %.0f decisions, %.0f of them an ad; %.0f were lost to the decision log",
                Server.sum(metrics, "houdao_decisions_total"),
                shown(service),
                Server.sum(metrics, "houdao_decisions_log_lost_total"));
        figures.gate(ads >= LEAST_SHARE_OF_ADS, "at least 95 %% of the answers are an ad: %.1f", 100 * ads);
        figures.gate(
                seen.p99() <= 20 && seen.failed() == 0, "p99 at most 20 ms at 80 %% of the rate: %.0f", seen.p99());
        figures.add("serve_p99", "%.0f", seen.p99(), "ms");
        figures.add("serve_cpu", "%.0f", cost, "us");
        figures.add("serve_rss", "%.0f", service.residentMebibytes(), "MiB");
    }

    private void measureChanges(double rate, Server service, Stage stage, Generator generator) {
        var load = generator.start(
                EVENT_LOOPS, service.url() + DECISIONS, towards(rate), "%.0fx%d".formatted(rate, CHANGES_SECONDS));
        try (var producer = stage.producer()) {
            await(service, decisions(service) + 5 * rate);
            new Changes(service, stage).measure(producer, figures);
        } finally {
            load.process().destroy();
        }
    }

    /* Until it has made so many decisions. */
    private static void await(Server service, double decisions) {
        while (decisions(service) < decisions) {
            Server.pause();
        }
    }

    /* A generator that just started needs much of the machine itself. */
    private static String towards(double rate) {
        return "%.0fx20,%.0fx30,%.0fx60".formatted(rate / 4, rate / 2, rate);
    }

    private static String anAnswer(Server service, Stage stage) {
        var question = "{\"scene\":\"" + Inventory.SCENES.get(0) + "\",\"opportunities\":[{\"opportunityId\":\"1\","
                + "\"slotId\":\"" + Inventory.slotId(0) + "\"}]}";
        return service.ask("POST", DECISIONS, stage.token(20_002), "application/json", question);
    }

    private static String metrics(Server service) {
        return service.ask("GET", "/q/metrics", "", "text/plain", "");
    }

    private static double decisions(Server service) {
        return Server.sum(metrics(service), "houdao_decisions_total");
    }

    private static double shown(Server service) {
        return Server.sum(metrics(service), "houdao_decisions_total{outcome=\"shown\"}");
    }

    private static double answers(Server service) {
        return Server.sum(metrics(service), "constant_answers_total");
    }
}
