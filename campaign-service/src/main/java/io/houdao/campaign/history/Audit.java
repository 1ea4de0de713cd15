package io.houdao.campaign.history;

import io.houdao.contracts.Json;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The history as an auditor reads it. Each row has a seal: SHA-256 of the seal before it (of nothing, for the first)
 * followed by the row's text. Whoever noted a seal can tell later whether anything up to it was changed.
 */
@ApplicationScoped
public class Audit {

    private static final int AT_ONCE = 1_000;

    private final DataSource database;

    Audit(DataSource database) {
        this.database = database;
    }

    /**
     * What a look at every row of an advertiser found.
     *
     * @param head the last seal, in hexadecimal; absent where nothing happened yet. Note it: it proves everything before it
     * @param brokenAt the first position at which row and seal do not agree; absent where all do
     * @param unsealed rows that were slipped in
     */
    public record Verification(
            boolean intact,
            long entries,
            @Nullable String head,
            @Nullable Long brokenAt,
            long unsealed) {}

    /**
     * One row of an export.
     *
     * @param text id, time, who, what, advertiser, campaign, line item and detail, one a line
     * @param seal in hexadecimal
     */
    public record Entry(long position, @Nullable String text, String seal) {}

    /** Computes every seal of an advertiser's rows anew. */
    @Transactional
    public Verification verify(UUID advertiserId) {
        var chain = new Chain();
        read(advertiserId, chain);
        var unsealed = unsealed(advertiserId);
        return new Verification(
                chain.brokenAt == null && unsealed == 0, chain.entries, chain.head(), chain.brokenAt, unsealed);
    }

    /** Writes every row of an advertiser with its seal, one document a line, in order. */
    @Transactional
    public void export(UUID advertiserId, OutputStream lines) {
        read(advertiserId, (position, text, seal) -> {
            try {
                lines.write(Json.write(new Entry(position, text, HexFormat.of().formatHex(seal))));
                lines.write('\n');
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private void read(UUID advertiserId, Reader reader) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select s.position, change_text(c), s.seal from change_seal s left join change c on c.id = s.change_id
                        where s.advertiser_id = ? order by s.position""")) {
            select.setObject(1, advertiserId);
            select.setFetchSize(AT_ONCE);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    reader.entry(rows.getLong(1), rows.getString(2), rows.getBytes(3));
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the history", e);
        }
    }

    private long unsealed(UUID advertiserId) {
        try (var connection = database.getConnection();
                var select = connection.prepareStatement("""
                        select count(*) from change c
                        where advertiser_id = ? and not exists (select from change_seal s where s.change_id = c.id)""")) {
            select.setObject(1, advertiserId);
            try (var row = select.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("cannot read the history", e);
        }
    }

    private interface Reader {
        void entry(long position, @Nullable String text, byte[] seal);
    }

    /** Follows the seals from the first. */
    private static final class Chain implements Reader {

        private final MessageDigest digest = sha256();
        private byte[] last = new byte[0];
        private long entries;
        private @Nullable Long brokenAt;

        @Override
        public void entry(long position, @Nullable String text, byte[] seal) {
            entries++;
            digest.update(last);
            digest.update((text == null ? "" : text).getBytes(StandardCharsets.UTF_8));
            if (brokenAt == null && (position != entries || !MessageDigest.isEqual(digest.digest(), seal))) {
                brokenAt = position;
            }
            digest.reset();
            last = seal;
        }

        @Nullable
        String head() {
            return entries == 0 ? null : HexFormat.of().formatHex(last);
        }

        private static MessageDigest sha256() {
            try {
                return MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("every JVM has SHA-256", e);
            }
        }
    }
}
