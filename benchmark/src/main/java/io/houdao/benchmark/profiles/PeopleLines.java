package io.houdao.benchmark.profiles;

import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** People as an import takes them: five devices, two permissions and three tags each; the same number gives the same person. */
final class PeopleLines {

    private static final String[] KINDS = {"phone", "tv", "rice-cooker", "wristband", "router"};
    static final String[] CITIES = {"beijing", "shanghai", "chengdu", "wuhan", "hangzhou", "xian"};
    static final String[] TEXTURES = {"soft", "medium", "firm"};
    private static final String[] GENRES = {"sport", "film", "news", "series", "variety"};

    private PeopleLines() {}

    /** The id of person {@code number}. */
    static UUID person(int number) {
        return id(number, 0);
    }

    /** The ids of people from {@code first} until just before {@code end}, as an array in SQL. */
    static String ids(int first, int end) {
        return IntStream.range(first, end)
                .mapToObj(number -> person(number).toString())
                .collect(Collectors.joining(",", "cast('{", "}' as uuid[])"));
    }

    /** The id of their television. */
    static UUID tv(int number) {
        return id(number, 2);
    }

    /** Ids as random as real ones, so that the database finds them as scattered: SplitMix64's finaliser over a counter. */
    private static UUID id(int number, int thing) {
        var counter = (long) number * (KINDS.length + 1) + thing;
        var high = mixed(2 * counter) & ~0xF000L | 0x4000L;
        var low = mixed(2 * counter + 1) & ~(3L << 62) | 1L << 63;
        return new UUID(high, low);
    }

    private static long mixed(long counter) {
        var z = counter * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** One person a line, from {@code first} until just before {@code end}. */
    static String between(int first, int end) {
        var lines = new StringBuilder((end - first) * 1_100);
        for (var number = first; number < end; number++) {
            add(number, lines);
        }
        return lines.toString();
    }

    private static void add(int number, StringBuilder lines) {
        lines.append("{\"personId\":\"").append(person(number)).append("\",\"birthDate\":\"19");
        lines.append(60 + number % 40).append("-05-17\",\"devices\":[");
        for (var i = 0; i < KINDS.length; i++) {
            lines.append(i == 0 ? "" : ",").append("{\"deviceId\":\"").append(id(number, i + 1));
            lines.append("\",\"kind\":\"").append(KINDS[i]).append("\",\"shared\":false}");
        }
        lines.append("],\"permissions\":[")
                .append(granted("rice-cooker", "cooking"))
                .append(',')
                .append(granted("self", "place"))
                .append("],\"tags\":[{\"tag\":\"city:")
                .append(CITIES[number % CITIES.length])
                .append("\",\"provenance\":\"DECLARED\"},{\"tag\":\"rice-texture:")
                .append(TEXTURES[number % TEXTURES.length])
                .append("\",\"provenance\":\"OBSERVED\",\"source\":\"rice-cooker\"},{\"tag\":\"viewing-genre:")
                .append(GENRES[number % GENRES.length])
                .append("\",\"provenance\":\"OBSERVED\",\"source\":\"tv\"}]}\n");
    }

    private static String granted(String source, String dataKind) {
        return "{\"source\":\"" + source + "\",\"dataKind\":\"" + dataKind
                + "\",\"surface\":\"tv\",\"purpose\":\"personalised-ads\",\"decision\":\"granted\"}";
    }
}
