package io.houdao.endtoend.story;

import com.fasterxml.jackson.databind.JsonNode;
import io.houdao.endtoend.driver.Transcript;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happens. While a step is shown, it prints each request of the step and, of its answer, the part that matters
 * there; everything else it keeps to itself.
 */
public final class Narrator implements Transcript {

    private static final int LONGEST_BODY = 220;
    private static final String UUID_TAIL = "(?<=\\b[0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\\b";

    private final PrintStream out;
    private final boolean colours;
    private final ThreadLocal<Shown> shown = new ThreadLocal<>();

    /**
     * Tells to {@code out}.
     *
     * @param colours whether it is a terminal that shows them
     */
    public Narrator(PrintStream out, boolean colours) {
        this.out = out;
        this.colours = colours;
    }

    void title(String title, String about) {
        out.println();
        out.println(bold("── " + title + " " + "─".repeat(Math.max(3, 76 - title.length()))));
        out.println(about);
    }

    void step(String what) {
        out.println();
        out.println(bold("• ") + what);
    }

    /** Shows the exchanges of {@code action}, and of each answer what lies at {@code pointers}, as in {@code /a/0/b}. */
    void show(List<String> pointers, Runnable action) {
        show(new Shown(pointers, this::tell), action);
    }

    /** Shows only the last exchange of {@code action}, which asks again and again. */
    void showLast(List<String> pointers, Runnable action) {
        var last = new AtomicReference<@Nullable Exchange>();
        show(new Shown(pointers, (exchange, telling) -> last.set(exchange)), action);
        var exchange = last.get();
        if (exchange != null) {
            tell(exchange, pointers);
        }
    }

    private void show(Shown how, Runnable action) {
        shown.set(how);
        try {
            action.run();
        } finally {
            shown.remove();
        }
    }

    void holds(String claim) {
        out.println(green("  ✓ ") + claim);
    }

    void breaks(String claim) {
        out.println(red("  ✗ ") + claim);
    }

    /** One line of a story that is not a request. */
    void note(String text) {
        out.println("    " + text);
    }

    @Override
    public void heard(Exchange exchange) {
        var how = shown.get();
        if (how != null) {
            how.listener().accept(exchange, how.pointers());
        }
    }

    private void tell(Exchange exchange, List<String> pointers) {
        out.println(dim("    " + exchange.method() + " " + path(exchange.url()) + "   as " + exchange.caller()));
        if (exchange.request().isContainerNode() && !exchange.request().isEmpty()) {
            out.println(dim("      " + shortened(exchange.request().toString())));
        }
        out.println("      " + exchange.status() + "  " + part(exchange, pointers));
    }

    private static String path(String url) {
        var uri = URI.create(url);
        var query = uri.getQuery() == null ? "" : "?" + uri.getQuery();
        return ":" + uri.getPort() + uri.getPath().replaceAll(UUID_TAIL, "…") + query;
    }

    private static String part(Exchange exchange, List<String> pointers) {
        var answer = exchange.answer();
        if (exchange.status() / 100 != 2) {
            return shortened(answer.path("detail").asText(answer.toString()));
        }
        return pointers.stream()
                .filter(pointer -> !answer.at(pointer).isMissingNode())
                .map(pointer -> pointer.substring(pointer.lastIndexOf('/') + 1) + ": " + text(answer.at(pointer)))
                .collect(Collectors.joining("\n           "));
    }

    private static String text(JsonNode value) {
        return shortened(value.isTextual() ? value.asText() : value.toString());
    }

    private static String shortened(String text) {
        var brief = text.replaceAll(UUID_TAIL, "…");
        return brief.length() <= LONGEST_BODY ? brief : brief.substring(0, LONGEST_BODY) + " …";
    }

    private String bold(String text) {
        return colour("1", text);
    }

    private String dim(String text) {
        return colour("2", text);
    }

    private String green(String text) {
        return colour("32", text);
    }

    private String red(String text) {
        return colour("31", text);
    }

    private String colour(String code, String text) {
        return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }

    /** What is shown of the exchanges of this thread. */
    private record Shown(List<String> pointers, BiConsumer<Exchange, List<String>> listener) {}
}
