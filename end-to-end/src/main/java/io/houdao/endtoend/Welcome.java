package io.houdao.endtoend;

import io.houdao.endtoend.demo.DemoWorld;
import io.houdao.endtoend.driver.Drivers;
import io.houdao.endtoend.driver.Identities;
import io.houdao.endtoend.driver.Token;
import io.houdao.local.Service;
import io.houdao.local.Suite;
import java.io.PrintStream;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;

/** What someone needs who wants to try the running suite: addresses, a token for each role, and three lines of curl. */
final class Welcome {

    private final Suite suite;
    private final Identities identities;
    private final PrintStream out;
    private final UUID you = UUID.randomUUID();
    private final UUID phone = UUID.randomUUID();
    private final UUID wristband = UUID.randomUUID();

    private Welcome(Suite suite, PrintStream out) {
        this.suite = suite;
        this.identities = new Identities(suite.issuer());
        this.out = out;
    }

    static void toEmptySuite(Suite suite, PrintStream out) {
        var welcome = new Welcome(suite, out);
        welcome.addresses();
        welcome.tokens();
    }

    /** Makes a person whom the reader can play: an early riser with a phone and a wristband, who permitted nothing yet. */
    static void toDemo(Suite suite, Drivers drivers, PrintStream out) {
        var welcome = new Welcome(suite, out);
        welcome.becomeSomeone(drivers);
        welcome.addresses();
        welcome.tokens();
        welcome.curlLines();
    }

    private void becomeSomeone(Drivers drivers) {
        drivers.profile().addPerson(you, LocalDate.parse("1990-01-01"), null);
        drivers.profile().bind(you, phone, "phone", false);
        drivers.profile().bind(you, wristband, "wristband", false);
        drivers.profile().report(wristband, "wake-time:early");
    }

    private void addresses() {
        heading("Try it yourself");
        for (var service : Service.values()) {
            out.printf("  %-18s %s%n", service.module(), suite.uri(service).resolve("/q/swagger-ui"));
        }
        out.printf("  %-18s %s%n", "console", suite.uri(Service.CAMPAIGN).resolve("/console/"));
    }

    private void tokens() {
        out.println("\nA token for each role, good for 30 days; \"you\" are a person with a phone and a wristband:\n");
        token("OPERATOR", identities.lasting("operator", "operator-li", Map.of()));
        token("REVIEWER", identities.lasting("reviewer", "reviewer-sun", Map.of()));
        token("AGENT", identities.lasting("agent", "agent-he", Map.of()));
        var advertiser = DemoWorld.advertiserId("chenguang").toString();
        token(
                "ADVERTISER",
                identities.lasting("advertiser", "member-of-" + advertiser, Map.of("advertiser", advertiser)));
        token("PERSON", identities.lasting("person", you.toString(), Map.of()));
        token("DEVICE", identities.lasting("device", phone.toString(), Map.of()));
    }

    private void token(String name, Token token) {
        out.println(name + "=" + token.jwt());
    }

    private void curlLines() {
        out.println("\nPaste the tokens into a shell, then give a permission, ask for an ad, and close it:\n");
        out.println(curl("-X PUT", "$PERSON", Service.PROFILE, "/v1/people/" + you + "/permissions", """
                {"source":"wristband","dataKind":"sleep-schedule","surface":"phone","purpose":"personalised-ads",\
                "decision":"granted","textVersion":"2026-01"}"""));
        out.println();
        out.println("RECEIPT=$("
                + curl("", "$DEVICE", Service.PLACEMENT, "/v1/decisions", """
                        {"scene":"personal/life","opportunities":[{"opportunityId":"1",\
                        "slotId":"alarm-clock.after-ring-card"}]}""")
                + " | tee /dev/stderr | sed 's/.*\"receipt\":\"\\([^\"]*\\)\".*/\\1/')");
        out.println();
        out.println(curl("", "$DEVICE", Service.FEEDBACK, "/v1/events", """
                {"events":[{"receipt":"'$RECEIPT'","type":"close","occurredAt":"'$(date -u +%FT%TZ)'","shown":"PT1S"}]}"""));
    }

    private String curl(String options, String token, Service service, String path, String body) {
        return "curl -s " + options + (options.isEmpty() ? "" : " ") + "-H \"Authorization: Bearer " + token
                + "\" -H 'Content-Type: application/json' " + suite.uri(service).resolve(path) + " -d '" + body + "'";
    }

    private void heading(String text) {
        out.println("\n── " + text + " " + "─".repeat(60));
    }
}
