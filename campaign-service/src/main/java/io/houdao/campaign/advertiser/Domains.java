package io.houdao.campaign.advertiser;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Hosts that an advertiser's landing pages may be on. An operator enters them, after a look at who owns them. */
record Domains(
        @NotNull(message = "is required: a list of hosts, such as [\"qinghe.example\"]")
        @Size(max = 100, message = "may name at most 100 hosts")
        List<@NotNull @Pattern(regexp = HOST, message = WRONG) String> domains) {

    static final String HOST = "(?i)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]";
    static final String WRONG = "must be the name of a host, such as qinghe.example, without scheme, port or path";
}
