package io.houdao.campaign.review.bottomline;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Phrases that may not be said, and longer ones in which they may. Width, case, spaces and punctuation do not matter, so
 * that {@code 最·佳} and {@code No. 1} are found; Chinese is matched anywhere, English in whole words.
 *
 * @param why it may not be said
 * @param fix what to say instead
 */
record Phrases(String why, String fix, Words zh, Words en) {

    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}#%]+");
    private static final char GONE = '\u0000';

    /** Both lists; a phrase of {@code allowed} hides what it contains. */
    record Words(List<String> banned, List<String> allowed) {

        Words {
            banned = List.copyOf(banned);
            allowed = List.copyOf(allowed);
        }

        private List<String> in(String text, Function<String, String> form) {
            var rest = text;
            for (var phrase : allowed) {
                rest = without(rest, form.apply(phrase));
            }
            var found = new ArrayList<String>();
            for (var phrase : longestFirst()) {
                var formed = form.apply(phrase);
                if (rest.contains(formed)) {
                    found.add(phrase);
                    rest = without(rest, formed);
                }
            }
            return found;
        }

        private List<String> longestFirst() {
            return banned.stream()
                    .sorted(Comparator.comparing(String::length).reversed())
                    .toList();
        }

        private static String without(String text, String phrase) {
            return text.replace(phrase, String.valueOf(GONE));
        }
    }

    /** The banned phrases in {@code text}, each once; the longest where one contains another. */
    List<String> in(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var found = new ArrayList<String>(zh.in(run(plain), Phrases::run));
        found.addAll(en.in(words(plain), Phrases::words));
        return found.stream().distinct().toList();
    }

    private static String run(String text) {
        return NOT_A_WORD.matcher(text).replaceAll("");
    }

    private static String words(String text) {
        return " "
                + NOT_A_WORD
                        .matcher(text.replaceAll("['’]", ""))
                        .replaceAll(" ")
                        .strip() + " ";
    }
}
