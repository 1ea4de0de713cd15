package io.houdao.profile.tag;

import io.houdao.profile.catalogue.Catalogue;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * The rules in force: those that come with the service, and from then on whatever newer version appears in a file. A version
 * that is wrong, or not newer, is told in the log and changes nothing.
 */
@ApplicationScoped
class RuleBook {

    private static final Logger LOG = Logger.getLogger(RuleBook.class);

    private final Catalogue catalogue;
    private final Optional<Path> file;
    private volatile DerivationRules rules;
    private byte[] lastSeen = {};

    RuleBook(Catalogue catalogue, @ConfigProperty(name = "houdao.derivation.rules-file") Optional<Path> file) {
        this.catalogue = catalogue;
        this.file = file;
        this.rules = shipped(catalogue);
    }

    private static DerivationRules shipped(Catalogue catalogue) {
        try (var json = Objects.requireNonNull(RuleBook.class.getResourceAsStream("/rules/derivation.json"))) {
            return DerivationRules.read(json.readAllBytes(), catalogue);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    DerivationRules rules() {
        return rules;
    }

    @Scheduled(every = "${houdao.derivation.reload-every}")
    synchronized void reload() throws IOException {
        if (file.filter(Files::isReadable).isPresent()) {
            var json = Files.readAllBytes(file.get());
            if (!java.util.Arrays.equals(json, lastSeen)) {
                lastSeen = json;
                take(json);
            }
        }
    }

    private void take(byte[] json) {
        try {
            var read = DerivationRules.read(json, catalogue);
            if (read.version() > rules.version()) {
                rules = read;
                LOG.infof("derivation rules are at version %d", read.version());
            } else {
                LOG.warnf("derivation rules stay at version %d: the file has %d", rules.version(), read.version());
            }
        } catch (IllegalArgumentException e) {
            LOG.warnf("derivation rules stay at version %d: %s", rules.version(), e.getMessage());
        }
    }
}
