package io.houdao.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/** TCP ports on the loopback interface. */
public final class Ports {

    private static final int CONNECT_MILLIS = 200;
    private static final int LOWEST = 10_000;
    /** On Linux; higher elsewhere. */
    private static final int LOWEST_OUTGOING = 32_768;

    private Ports() {}

    /** A port that nobody listened on a moment ago. Somebody else may still take it first. */
    public static int free() {
        return free(1).get(0);
    }

    /**
     * As many different ports, each as {@link #free()}. None is one that the system gives to outgoing connections, which could
     * take it while the process that listens there starts again.
     */
    static List<Integer> free(int count) {
        return ThreadLocalRandom.current()
                .ints(LOWEST, LOWEST_OUTGOING)
                .distinct()
                .filter(port -> !isTaken(port))
                .limit(count)
                .boxed()
                .toList();
    }

    /** Whether somebody listens: on this very address, or on all of them, which only a connection tells on macOS. */
    static boolean isTaken(int port) {
        return !canListen(port) || answers(port);
    }

    private static boolean canListen(int port) {
        try (var socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
