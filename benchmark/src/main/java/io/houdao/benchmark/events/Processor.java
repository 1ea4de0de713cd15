package io.houdao.benchmark.events;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Processor time of processes, from Linux's {@code /proc/PID/stat} (proc(5)): user and system, in clock ticks. */
final class Processor {

    /** {@code getconf CLK_TCK} on every Linux of today. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER = 11;
    private static final int CHILDREN_SYSTEM = 14;

    private Processor() {}

    /** Seconds of a process alone. */
    static double seconds(long pid) {
        return ticks(pid, false) / TICKS_PER_SECOND;
    }

    /** Seconds of a process and of all its children, those that ended included. */
    static double secondsOfTree(long pid) {
        var ticks = ticks(pid, true);
        for (var child : ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .toList()) {
            ticks += ticks(child.pid(), true);
        }
        return ticks / TICKS_PER_SECOND;
    }

    private static long ticks(long pid, boolean endedChildren) {
        try {
            var stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            var ticks = 0L;
            for (var field = USER; field <= (endedChildren ? CHILDREN_SYSTEM : USER + 1); field++) {
                ticks += Long.parseLong(fields[field]);
            }
            return ticks;
        } catch (NoSuchFileException gone) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the processor time of process " + pid, e);
        }
    }
}
