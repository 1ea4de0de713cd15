package io.houdao.benchmark.serve;

import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import io.gatling.javaapi.core.OpenInjectionStep;
import io.gatling.javaapi.core.ScenarioBuilder;
import io.gatling.javaapi.core.Simulation;
import io.houdao.benchmark.festival.Inventory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

/**
 * Asks as many people do: so many new requests a second, each from someone's device about one slot in some scene. System
 * properties say where, how many, and for how long.
 */
public final class Load extends Simulation {

    /** Requests that count; those before them warm the generator up. */
    static final String MEASURED = "decision";

    /** Makes the steps from the system properties of the JVM. */
    public Load() {
        var protocol =
                http.shareConnections().contentTypeHeader("application/json").acceptHeader("application/json");
        setUp(people("warm-up")
                        .injectOpen(steps("load.warm-up"))
                        .andThen(people(MEASURED).injectOpen(steps("load.steps"))))
                .protocols(protocol);
    }

    private static ScenarioBuilder people(String name) {
        var ask = http(name)
                .post(System.getProperty("load.url"))
                .header("Authorization", "Bearer #{token}")
                .body(StringBody("#{question}"))
                .check(status().is(200));
        return scenario(name).feed(questions()).exec(ask);
    }

    private static OpenInjectionStep[] steps(String property) {
        return Stream.of(System.getProperty(property).split(","))
                .map(step -> step.split("x"))
                .map(step -> (OpenInjectionStep)
                        constantUsersPerSec(Double.parseDouble(step[0])).during(Long.parseLong(step[1])))
                .toArray(OpenInjectionStep[]::new);
    }

    private static Iterator<Map<String, Object>> questions() {
        var tokens = lines(Path.of(System.getProperty("load.tokens")));
        return Stream.generate(() -> question(tokens)).iterator();
    }

    private static Map<String, Object> question(List<String> tokens) {
        var random = ThreadLocalRandom.current();
        var person = random.nextInt(tokens.size());
        var slot = random.nextInt(Inventory.SLOTS / 2) * 2 + person % 2;
        var scene = Inventory.SCENES.get(random.nextInt(Inventory.MOMENTS.size()));
        return Map.of(
                "token",
                tokens.get(person),
                "question",
                "{\"scene\":\"" + scene
                        + "\",\"locale\":\"zh-CN\",\"region\":\"" + Inventory.REGION
                        + "\",\"opportunities\":[{\"opportunityId\":\"1\",\"slotId\":\""
                        + Inventory.slotId(slot) + "\"}]}");
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
