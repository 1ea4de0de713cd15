package io.houdao.campaign.review.bottomline;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds phrases in texts. Width, case, spaces and punctuation do not matter, so that {@code 最·佳} and {@code No. 1} are
 * found; Chinese is matched anywhere, English in whole words.
 */
final class PhraseFinder {

    private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}#%]+");
    private static final Pattern APOSTROPHE = Pattern.compile("['’]");
    private static final String GONE = "\u0000";

    private final Phrases phrases;
    private final Language zh;
    private final Language en;

    PhraseFinder(Phrases phrases) {
        this.phrases = phrases;
        this.zh = new Language(phrases.zh(), PhraseFinder::run);
        this.en = new Language(phrases.en(), PhraseFinder::words);
    }

    /** A finding of {@code rule} for each phrase in {@code text}. */
    Stream<Finding> findings(Rule rule, Submission.Text text) {
        return in(text.text()).stream()
                .map(phrase -> text.finding(rule, "\"" + phrase + "\": " + phrases.why(), phrases.fix()));
    }

    /** The banned phrases in {@code text}, each once; the longest where one contains another. */
    List<String> in(String text) {
        var plain = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        return Stream.concat(zh.in(plain).stream(), en.in(plain).stream())
                .distinct()
                .toList();
    }

    private static String run(String text) {
        return NOT_A_WORD.matcher(text).replaceAll("");
    }

    private static String words(String text) {
        var whole = APOSTROPHE.matcher(text).replaceAll("");
        return " " + NOT_A_WORD.matcher(whole).replaceAll(" ").strip() + " ";
    }

    /** The phrases of one language, in the form in which texts are searched. */
    private static final class Language {

        private final UnaryOperator<String> form;
        private final List<String> allowed;
        private final List<Banned> banned;

        Language(Phrases.Words words, UnaryOperator<String> form) {
            this.form = form;
            this.allowed = words.allowed().stream().map(form).toList();
            this.banned = words.banned().stream()
                    .sorted(Comparator.comparing(String::length).reversed())
                    .map(phrase -> new Banned(phrase, form.apply(phrase)))
                    .toList();
        }

        List<String> in(String plain) {
            var rest = form.apply(plain);
            for (var phrase : allowed) {
                rest = rest.replace(phrase, GONE);
            }
            var found = new ArrayList<String>();
            for (var phrase : banned) {
                if (rest.contains(phrase.formed)) {
                    found.add(phrase.text);
                    rest = rest.replace(phrase.formed, GONE);
                }
            }
            return found;
        }
    }

    private record Banned(String text, String formed) {}
}
