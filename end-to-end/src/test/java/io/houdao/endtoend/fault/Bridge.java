package io.houdao.endtoend.fault;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * Carries connections from one address to another, TCP or a socket in the file system, which leads from one network namespace
 * into another. While it is up, as a drawbridge is, nothing arrives and nothing breaks: connections stand still, as they do
 * where packets are lost.
 */
final class Bridge implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final ServerSocketChannel server;
    private final SocketAddress to;
    private boolean up;

    private Bridge(ServerSocketChannel server, SocketAddress to) {
        this.server = server;
        this.to = to;
    }

    /** Listens at {@code from} and connects to {@code to} each time someone comes. */
    static Bridge lead(SocketAddress from, SocketAddress to) {
        try {
            var server = from instanceof UnixDomainSocketAddress
                    ? ServerSocketChannel.open(StandardProtocolFamily.UNIX)
                    : ServerSocketChannel.open();
            var bridge = new Bridge(server.bind(from), to);
            daemon(bridge::acceptAll);
            return bridge;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen at " + from, e);
        }
    }

    static SocketAddress local(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Run inside a network namespace: leads from the first to the second address, from the third to the fourth, and so on. */
    public static void main(String[] addresses) throws InterruptedException {
        for (var i = 0; i < addresses.length; i += 2) {
            lead(address(addresses[i]), address(addresses[i + 1]));
        }
        Thread.currentThread().join();
    }

    private static SocketAddress address(String text) {
        return text.startsWith("/") ? UnixDomainSocketAddress.of(text) : local(Integer.parseInt(text));
    }

    int port() throws IOException {
        return ((InetSocketAddress) server.getLocalAddress()).getPort();
    }

    /** Nothing passes any more. */
    synchronized void raise() {
        up = true;
    }

    /** What waited passes, and everything after it. */
    synchronized void lower() {
        up = false;
        notifyAll();
    }

    private synchronized void awaitDown() throws InterruptedException {
        while (up) {
            wait();
        }
    }

    private void acceptAll() {
        try {
            while (true) {
                var outside = server.accept();
                daemon(() -> connect(outside));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void connect(SocketChannel outside) {
        try {
            awaitDown();
            var inside = SocketChannel.open(to);
            daemon(() -> carry(outside, inside));
            carry(inside, outside);
        } catch (IOException e) {
            closeQuietly(outside);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void carry(SocketChannel from, SocketChannel to) {
        var buffer = ByteBuffer.allocate(BUFFER);
        try (from;
                to) {
            while (from.read(buffer) >= 0) {
                awaitDown();
                buffer.flip();
                while (buffer.hasRemaining()) {
                    to.write(buffer);
                }
                buffer.clear();
            }
        } catch (IOException e) {
            // Either end is gone, and the other with it.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void closeQuietly(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // Gone is gone.
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "bridge");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        lower();
    }
}
