package io.houdao.local;

import java.io.PrintStream;
import java.time.Duration;

/** Hears how far the suite is with starting; several parts start at once, each reports from one thread. */
public interface Progress {

    /** Work on {@code part} begins, such as {@code PostgreSQL} or {@code profile-service}. */
    void starting(String part);

    /** A {@code part} can be used; {@code at} is where: a host and port, or a URL. */
    void ready(String part, String at, Duration took);

    /** Prints one line for each part once it is ready, and what it waits for before that. */
    static Progress printing(PrintStream out) {
        return new Progress() {
            @Override
            public void starting(String part) {
                out.println("  " + part + " starts");
            }

            @Override
            public void ready(String part, String at, Duration took) {
                out.printf("  %-18s ready after %4.1f s  %s%n", part, took.toMillis() / 1000.0, at);
            }
        };
    }

    /** Says nothing. */
    static Progress silent() {
        return new Progress() {
            @Override
            public void starting(String part) {}

            @Override
            public void ready(String part, String at, Duration took) {}
        };
    }
}
