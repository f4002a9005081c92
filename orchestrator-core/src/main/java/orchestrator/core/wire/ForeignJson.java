package orchestrator.core.wire;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.util.SortedMap;
import java.util.TreeMap;

/** JSON that other people's programs write and read. What they write is not believed to be small. */
public final class ForeignJson {
    private static final int DEEPEST = 64;
    private static final int LONGEST_TEXT = 1 << 20;
    private static final int LONGEST_NUMBER = 1000;
    private static final int LONGEST_KEY = 10_000;
    /** Keys are not remembered from one document to the next: there is no end of foreign ones. */
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(DEEPEST)
                    .maxStringLength(LONGEST_TEXT).maxNumberLength(LONGEST_NUMBER)
                    .maxNameLength(LONGEST_KEY).build())
            .build();

    private ForeignJson() {}

    /**
     * The texts right inside the object that {@code json} is, by their keys. All of the document is
     * read, so that one that is cut or broken further on yields nothing; what is deeper, or not a
     * text, is passed over.
     *
     * @param json of a size that the caller has bounded
     * @throws IllegalArgumentException when it is not one object, too deep, or says one thing twice;
     *                                  the message quotes nothing of it
     */
    public static SortedMap<String, String> texts(byte[] json) {
        try (JsonParser parser = FACTORY.createParser(json)) {
            require(parser.nextToken() == JsonToken.START_OBJECT, "it is not an object");
            SortedMap<String, String> found = new TreeMap<>();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String key = parser.currentName();
                if (parser.nextToken() != JsonToken.VALUE_STRING) {
                    parser.skipChildren();
                } else {
                    require(found.put(key, parser.getText()) == null, "it says one thing twice");
                }
            }
            require(parser.hasToken(JsonToken.END_OBJECT) && parser.nextToken() == null,
                    "it goes on after its end");
            return found;
        } catch (IOException e) {
            throw new IllegalArgumentException("it is not JSON", e);
        }
    }

    /** An object of texts, in the order of their keys. */
    public static byte[] write(SortedMap<String, String> texts) {
        try {
            return Mappers.JSON.writeValueAsBytes(texts);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("cannot be written as JSON", e);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
