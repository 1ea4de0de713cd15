package io.houdao.campaign.console;

import io.vertx.ext.web.Router;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Leads from {@code /console}, which people type, to {@code /console/}, where the page is. */
@ApplicationScoped
class ConsoleAddress {

    void announce(@Observes Router router) {
        router.getWithRegex("/console").handler(context -> context.redirect("/console/"));
    }
}
