package io.houdao.campaign.webhook;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where calls may go: to public addresses over https, and never into the network that this service runs in. A name is
 * resolved once and the very address that was checked is called, so that it cannot mean another one a moment later.
 */
@ApplicationScoped
class Addresses {

    private final List<String> allowedHosts;

    /** {@code allowedHosts} may be private and called over http: for tests, and for systems of the house. */
    Addresses(@ConfigProperty(name = "houdao.webhook.allowed-hosts") Optional<List<String>> allowedHosts) {
        this.allowedHosts = allowedHosts.orElse(List.of());
    }

    /** The address to call for {@code url}; an {@link UnknownHostException} where there is none that may be called. */
    InetAddress of(URI url) throws UnknownHostException {
        var host = url.getHost();
        if (host == null || url.getUserInfo() != null) {
            throw new UnknownHostException("the address names no host, or a user");
        }
        var found = InetAddress.getAllByName(host);
        if (allowedHosts.contains(host)) {
            return found[0];
        }
        if (!"https".equals(url.getScheme())) {
            throw new UnknownHostException("only https is called");
        }
        for (var address : found) {
            if (!isPublic(address)) {
                throw new UnknownHostException(host + " is not a public address");
            }
        }
        return found[0];
    }

    /** Whether anybody on the internet could call {@code address}; false for every range that RFC 6890 sets aside. */
    static boolean isPublic(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        return address instanceof Inet4Address ? isPublic4(address.getAddress()) : isPublic6(address.getAddress());
    }

    private static boolean isPublic4(byte[] bytes) {
        var first = bytes[0] & 0xff;
        var second = bytes[1] & 0xff;
        var third = bytes[2] & 0xff;
        var isShared = first == 100 && second >= 64 && second < 128;
        var isBenchmark = first == 198 && (second == 18 || second == 19);
        var isReserved = first == 0 || first >= 240 || (first == 192 && second == 0);
        var isExample = (first == 198 && second == 51 && third == 100) || (first == 203 && second == 0 && third == 113);
        var isRelay = first == 192 && second == 88 && third == 99;
        return !isShared && !isBenchmark && !isReserved && !isExample && !isRelay;
    }

    /** Global unicast is 2000::/3; in it, 2002::/16 and 2001:0::/32, of 2001::/23, carry IPv4 addresses of any kind. */
    private static boolean isPublic6(byte[] bytes) {
        var isGlobal = (bytes[0] & 0xe0) == 0x20;
        var is6to4 = bytes[0] == 0x20 && bytes[1] == 0x02;
        var is2001 = bytes[0] == 0x20 && bytes[1] == 0x01;
        var isProtocol = is2001 && (bytes[2] & 0xfe) == 0;
        var isExample = is2001 && bytes[2] == 0x0d && bytes[3] == (byte) 0xb8;
        return isGlobal && !is6to4 && !isProtocol && !isExample;
    }
}
