package io.houdao.benchmark.festival;

import io.houdao.contracts.Tag;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Twelve domains of tags that people declare and twelve that devices observe, each with six values. */
final class Tags {

    static final List<String> BASIC = domains("declared-");
    static final List<String> AIOT = domains("observed-");
    private static final int VALUES = 6;

    private Tags() {}

    private static List<String> domains(String prefix) {
        return IntStream.range(0, 12).mapToObj(number -> prefix + number).toList();
    }

    static Tag random(String domain, Random random) {
        return new Tag(domain, "value-" + random.nextInt(VALUES));
    }
}
