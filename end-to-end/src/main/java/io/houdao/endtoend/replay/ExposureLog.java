package io.houdao.endtoend.replay;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * The exposure log of KuaiRand-Pure: {@code impressions_*.csv.gz}, each sorted by time, named in the order of time. The first
 * of them says what is usual; on what follows restraint is judged.
 */
final class ExposureLog {

    private static final String EXPECTED = "impressions_*.csv.gz";

    private ExposureLog() {}

    /**
     * The first {@code limit} exposures in the order of time.
     *
     * @throws IllegalArgumentException if {@code directory} holds no such log; the message names the files it should
     */
    static List<Exposure> read(Path directory, int limit) {
        var exposures = new ArrayList<Exposure>();
        var files = files(directory);
        for (var file : files) {
            if (exposures.size() < limit) {
                read(file, file != files.get(0), limit, exposures);
            }
        }
        return exposures;
    }

    private static List<Path> files(Path directory) {
        try (var found = Files.newDirectoryStream(directory, EXPECTED)) {
            var files = new ArrayList<Path>();
            found.forEach(files::add);
            files.sort(null);
            if (!files.isEmpty()) {
                return files;
            }
        } catch (IOException e) {
            // Told below, in words that help.
        }
        throw new IllegalArgumentException("There is no exposure log in " + directory + ". Expected are the files "
                + EXPECTED + " of KuaiRand-Pure (such as impressions_20220425_0430.csv.gz), with the columns "
                + Columns.NAMES);
    }

    private static void read(Path file, boolean isJudged, int limit, List<Exposure> exposures) {
        try (var lines = open(file)) {
            var columns = Columns.of(file, lines.readLine());
            var before = 0L;
            for (var line = lines.readLine(); line != null && exposures.size() < limit; line = lines.readLine()) {
                var fields = line.split(",");
                var at = columns.time(fields);
                if (at < before) {
                    throw new IllegalArgumentException(file + " is not sorted by time_ms");
                }
                before = at;
                exposures.add(columns.exposure(isJudged, fields));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    private static BufferedReader open(Path file) throws IOException {
        return new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8));
    }

    /** Where in a line each field stands; none of ours lies behind a quoted one. */
    private record Columns(int user, int video, int time, int click, int hate, int longView, int played, int tab) {

        static final List<String> NAMES =
                List.of("user_id", "video_id", "time_ms", "is_click", "is_hate", "long_view", "play_time_ms", "tab");

        static Columns of(Path file, String header) {
            var names = Arrays.asList(String.valueOf(header).split(","));
            var missing = NAMES.stream().filter(name -> !names.contains(name)).toList();
            if (!missing.isEmpty()) {
                throw new IllegalArgumentException(file + " has no column " + String.join(", ", missing));
            }
            var at = NAMES.stream().map(names::indexOf).toList();
            return new Columns(at.get(0), at.get(1), at.get(2), at.get(3), at.get(4), at.get(5), at.get(6), at.get(7));
        }

        long time(String[] fields) {
            return Long.parseLong(fields[time]);
        }

        Exposure exposure(boolean isJudged, String[] fields) {
            return new Exposure(
                    isJudged,
                    fields[user],
                    fields[video],
                    fields[tab],
                    Long.parseLong(fields[played]),
                    fields[click].equals("1"),
                    fields[hate].equals("1"),
                    fields[longView].equals("1"));
        }
    }
}
