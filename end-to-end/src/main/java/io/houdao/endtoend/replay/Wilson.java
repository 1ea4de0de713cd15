package io.houdao.endtoend.replay;

/** Wilson's score interval for a proportion at 95 %. With 5 of 100: 0.0215 to 0.1118. */
record Wilson(double low, double high) {

    private static final double Z = 1.959964;

    static Wilson of(long successes, long trials) {
        if (trials == 0) {
            return new Wilson(0, 1);
        }
        var share = (double) successes / trials;
        var scale = 1 + Z * Z / trials;
        var centre = share + Z * Z / (2 * trials);
        var spread = Z * Math.sqrt(share * (1 - share) / trials + Z * Z / (4.0 * trials * trials));
        // Without the bounds, rounding makes -0.0000 of 0 in 7.
        return new Wilson(Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale));
    }
}
