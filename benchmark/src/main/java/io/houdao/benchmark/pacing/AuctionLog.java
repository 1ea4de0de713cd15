package io.houdao.benchmark.pacing;

import io.houdao.benchmark.UsageError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Past auctions: one a line, {@code click price predicted-rate}, the price being what it took to win. */
record AuctionLog(List<Past> auctions) {

    private static final double MICROS = 1_000_000;

    static AuctionLog read(Path file) throws IOException {
        var auctions = new ArrayList<Past>();
        try (var lines = Files.lines(file)) {
            lines.filter(line -> !line.isBlank()).forEach(line -> auctions.add(past(line, auctions.size() + 1)));
        }
        if (auctions.isEmpty()) {
            throw new UsageError(file + " holds no auction");
        }
        return new AuctionLog(auctions);
    }

    private static Past past(String line, int number) {
        try {
            var values = line.strip().split("[\\s,]+");
            return new Past(
                    Double.parseDouble(values[0]) > 0,
                    Math.round(Double.parseDouble(values[1]) * MICROS),
                    Double.parseDouble(values[2]));
        } catch (RuntimeException unreadable) {
            throw new UsageError("line " + number + " is not \"click price predicted-rate\": " + line);
        }
    }

    long totalMicros() {
        return auctions.stream().mapToLong(Past::priceMicros).sum();
    }

    double totalRate() {
        return auctions.stream().mapToDouble(Past::rate).sum();
    }

    /**
     * One auction.
     *
     * @param priceMicros in millionths of whatever the file counts in
     * @param rate the predicted probability of a click
     */
    record Past(boolean click, long priceMicros, double rate) {}
}
