package io.houdao.campaign.review.bottomline;

import java.io.StringReader;
import java.util.regex.Pattern;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;

/** What an asset must look like, so that a device can render it. */
enum AssetForm {
    /** Words for people, on one screen. */
    TEXT("words, without line breaks or other control characters") {
        @Override
        boolean fits(String value) {
            return !CONTROL.matcher(value).find();
        }
    },
    /** Something to fetch. */
    ADDRESS("an https address without a user name") {
        @Override
        boolean fits(String value) {
            return HTTPS.matcher(value).matches();
        }
    },
    /** Something to say: SSML 1.1, well-formed, without a document type. */
    SPEECH("SSML, as in <speak>…</speak>") {
        @Override
        boolean fits(String value) {
            return isSpeech(value);
        }
    },
    /** Said by the device, or a recording of it. */
    SPEECH_OR_ADDRESS("SSML, as in <speak>…</speak>, or the https address of a recording") {
        @Override
        boolean fits(String value) {
            return ADDRESS.fits(value) || isSpeech(value);
        }
    },
    /** Something that a machine reads. */
    CODE("letters, digits, dots, dashes and underscores") {
        @Override
        boolean fits(String value) {
            return WORD.matcher(value).matches();
        }
    },
    /** What a card does when a person asks it to: a verb, what it is done to, and with which setting, if any. */
    ACTION("verb:function or verb:function/setting, in lower case, as in start:rice-cooker/soft") {
        @Override
        boolean fits(String value) {
            return DOING.matcher(value).matches();
        }
    };

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");
    private static final Pattern HTTPS = Pattern.compile("https://[^\\s/?#@]+([/?#]\\S*)?");
    private static final Pattern DOING = Pattern.compile("[a-z]+:[a-z][a-z0-9-]{0,39}(/[a-z0-9][a-z0-9-]{0,39})?");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]+");

    private final String description;

    AssetForm(String description) {
        this.description = description;
    }

    abstract boolean fits(String value);

    /** What it must be, for whoever sent something else. */
    String description() {
        return description;
    }

    private static boolean isSpeech(String value) {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        try {
            var reader = factory.createXMLStreamReader(new StringReader(value));
            var isSpeech = false;
            var isFirst = true;
            while (reader.hasNext()) {
                var event = reader.next();
                if (event == XMLStreamConstants.DTD) {
                    return false;
                }
                if (event == XMLStreamConstants.START_ELEMENT && isFirst) {
                    isFirst = false;
                    isSpeech = reader.getLocalName().equals("speak");
                }
            }
            return isSpeech;
        } catch (XMLStreamException e) {
            return false;
        }
    }
}
