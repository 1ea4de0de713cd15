package io.houdao.profile.tag;

import io.houdao.contracts.Json;
import io.houdao.profile.catalogue.Catalogue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.HashSet;
import java.util.List;

/** A version of all derivation rules. */
@RegisterForReflection
record DerivationRules(int version, List<DerivationRule> rules) {

    DerivationRules {
        rules = List.copyOf(rules);
    }

    /**
     * Reads and checks all rules.
     *
     * @throws IllegalArgumentException if it is no such document, or a rule in it is wrong
     */
    static DerivationRules read(byte[] json, Catalogue catalogue) {
        var read = parse(json);
        var names = new HashSet<String>();
        for (var rule : read.rules()) {
            rule.requireWithin(catalogue);
            if (!names.add(rule.rule())) {
                throw new IllegalArgumentException(rule.rule() + " is there twice");
            }
        }
        return read;
    }

    private static DerivationRules parse(byte[] json) {
        try {
            return Json.read(json, DerivationRules.class);
        } catch (RuntimeException e) {
            throw new IllegalArgumentException("not a document of rules", e);
        }
    }
}
