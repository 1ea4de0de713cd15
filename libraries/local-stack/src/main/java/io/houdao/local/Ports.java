package io.houdao.local;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/** TCP ports on the loopback interface. */
public final class Ports {

    private static final int CONNECT_MILLIS = 200;
    private static final int LOWEST = 10_000;
    /** On Linux; higher elsewhere. */
    private static final int LOWEST_OUTGOING = 32_768;

    private Ports() {}

    /** A port that nobody listens on, and that no other JVM that asks here is given while this one lives. */
    public static int free() {
        return free(1).get(0);
    }

    /**
     * As many different ports, each as {@link #free()}. None is one that the system gives to outgoing connections, which could
     * take it while the process that listens there starts again.
     */
    static List<Integer> free(int count) {
        return IntStream.generate(Block::next)
                .limit(Block.SIZE)
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

    /**
     * The ports that this JVM alone hands out, so that JVMs that start at the same time never choose the same: it listens on
     * the first of them for as long as it lives.
     */
    private static final class Block {

        static final int SIZE = 128;
        private static final ServerSocket FIRST = claim();
        private static int last = FIRST.getLocalPort();

        private Block() {}

        /** One after the other, and from the beginning again. */
        static synchronized int next() {
            var first = FIRST.getLocalPort();
            last = last + 1 < first + SIZE ? last + 1 : first + 1;
            return last;
        }

        private static ServerSocket claim() {
            while (true) {
                var block = ThreadLocalRandom.current().nextInt((LOWEST_OUTGOING - LOWEST) / SIZE);
                try {
                    return new ServerSocket(LOWEST + block * SIZE, 1, InetAddress.getLoopbackAddress());
                } catch (IOException e) {
                    // Somebody else has it.
                }
            }
        }
    }
}
