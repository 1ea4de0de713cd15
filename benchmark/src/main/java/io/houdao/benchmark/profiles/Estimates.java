package io.houdao.benchmark.profiles;

import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** Sizes of audiences among very many people, asked for over HTTP, each another expression over both families of tags. */
final class Estimates {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final int WARM_UP = 200;
    private static final int MEASURED = 1_000;
    private static final int MINIMUM = 50;

    private final ProfileProcess service;
    private final String token;
    private final SplittableRandom random = new SplittableRandom(50);

    Estimates(ProfileProcess service) {
        this.service = service;
        this.token = service.token("benchmark", "operator");
    }

    /**
     * Makes them {@code people} by giving others, of whom no more is known, the projections of those who were imported. The
     * service must start after it.
     */
    void fillUpTo(long people) throws SQLException {
        var missing = people - service.number("select count(*) from projection");
        if (missing > 0) {
            service.run("""
                    with imported as (select array_agg(body) as bodies from (select body from projection limit 900) as any_of),
                    added as (insert into person (id, birth_date, created_at)
                        select gen_random_uuid(), date '1980-01-01', now() from generate_series(1, %d) returning id)
                    insert into projection (person_id, version, body)
                    select id, 0, bodies[1 + mod(abs(hashtext(id::text)), array_length(bodies, 1))] from added, imported""".formatted(missing));
        }
    }

    /** Waits until the service has counted at least {@code people}; returns how many it says there are, with noise. */
    long awaitCounted(long people) throws IOException, InterruptedException {
        var limit = System.nanoTime() + PATIENCE.toNanos();
        var counted = 0L;
        while (counted < people - people / 100 && System.nanoTime() < limit) {
            TimeUnit.MILLISECONDS.sleep(500);
            counted = people(estimate("{}"));
        }
        return counted;
    }

    private static long people(String answer) {
        var found = answer.replaceFirst("(?s).*\"people\":(\\d+).*", "$1");
        return found.equals(answer) ? 0 : Long.parseLong(found);
    }

    /** The time within which 99 of 100 expressions are answered, in milliseconds. */
    double p99Millis() throws IOException, InterruptedException {
        var micros = new long[MEASURED];
        for (var i = -WARM_UP; i < MEASURED; i++) {
            var expression = expression();
            var began = System.nanoTime();
            requireAnswer(estimate(expression));
            if (i >= 0) {
                micros[i] = (System.nanoTime() - began) / 1_000;
            }
        }
        Arrays.sort(micros);
        return micros[MEASURED * 99 / 100 - 1] / 1_000.0;
    }

    /** Anybody can be in front of too few people, but nobody may be told so few. */
    private static void requireAnswer(String answer) {
        if (!answer.contains("\"minimum\":" + MINIMUM) || answer.contains("\"people\"") && people(answer) < MINIMUM) {
            throw new IllegalStateException("not an estimate: " + answer);
        }
    }

    private String estimate(String audience) throws IOException, InterruptedException {
        var answer = service.send("POST", "/v1/audiences/estimates", token, "application/json", audience);
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        return answer.body();
    }

    /** Some of the cities but not others, and some textures but not one. */
    private String expression() {
        return "{\"basic\":{\"all\":[" + any("city", PeopleLines.CITIES) + ",{\"not\":"
                + any("city", PeopleLines.CITIES)
                + "}]},\"aiot\":{\"all\":[" + any("rice-texture", PeopleLines.TEXTURES) + ",{\"not\":"
                + any("rice-texture", PeopleLines.TEXTURES) + "}]}}";
    }

    private String any(String domain, String[] values) {
        var parts = new StringBuilder();
        var count = 1 + random.nextInt(values.length);
        for (var i = 0; i < count; i++) {
            parts.append(i == 0 ? "" : ",").append("{\"tag\":\"").append(domain).append(':');
            parts.append(values[random.nextInt(values.length)]).append("\"}");
        }
        return "{\"any\":[" + parts + "]}";
    }
}
