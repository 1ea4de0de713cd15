package io.houdao.kit.limit;

import io.netty.util.NetUtil;
import io.vertx.core.http.HttpServerRequest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a request without a token comes from, as far as somebody trusted heard it. */
final class Address {

    private static final String FORWARDED_FOR = "X-Forwarded-For";

    /** Whoever has IPv6 has at least 2^64 addresses, which begin alike (RFC 6177). */
    private static final int BYTES_OF_A_SUBSCRIBER = 8;

    private Address() {}

    /** The same for all requests of one subscriber, and never the name of a caller, which begins otherwise. */
    static String of(HttpServerRequest request, int proxies) {
        var neighbour =
                request.remoteAddress() == null ? null : request.remoteAddress().hostAddress();
        return subscriber(heard(neighbour, request.headers().getAll(FORWARDED_FOR), proxies));
    }

    /**
     * Whom the outermost of our {@code proxies} heard. Each adds its neighbour on the right, so with one it is the last;
     * what is further left is what strangers say of themselves. The neighbour itself where there is no such entry.
     *
     * @param forwarded the headers, each of one or more addresses between commas
     */
    static @Nullable String heard(@Nullable String neighbour, List<String> forwarded, int proxies) {
        var entries = forwarded.stream()
                .flatMap(header -> Arrays.stream(header.split(",")))
                .map(String::strip)
                .toList();
        return proxies < 1 || entries.size() < proxies ? neighbour : entries.get(entries.size() - proxies);
    }

    /** What is no address counts as one stranger, together with all else that is none. */
    static String subscriber(@Nullable String address) {
        var bytes = address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return "address unknown";
        }
        var kept = bytes.length == 16 ? Arrays.copyOf(bytes, BYTES_OF_A_SUBSCRIBER) : bytes;
        return "address " + HexFormat.of().formatHex(kept);
    }
}
