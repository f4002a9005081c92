package orchestrator.core.declaration;

import java.util.List;

import orchestrator.core.model.SourceMark;

/** The tree of a YAML file before anything in it has a meaning. */
sealed interface YamlNode {
    SourceMark mark();

    /**
     * A piece of text.
     *
     * @param plain true when it stands without quotes
     * @param from  where it begins in the {@link SourceText}
     * @param to    where it ends
     */
    record Text(String value, boolean plain, SourceMark mark, int from, int to)
            implements
                YamlNode {
        /** True for {@code key:}, {@code key: ~} and {@code key: null}. */
        boolean isNothing() {
            return isBlank() || plain && (value.equals("~") || value.equalsIgnoreCase("null"));
        }

        /** True when nothing at all is written. */
        boolean isBlank() {
            return plain && value.isEmpty();
        }
    }

    /** A list. */
    record Items(List<YamlNode> items, SourceMark mark) implements YamlNode {}

    /** A map, in the order of the file, with every duplicate still in it. */
    record Fields(List<Field> fields, SourceMark mark) implements YamlNode {}

    /** Something that was reported already. */
    record Unreadable(SourceMark mark) implements YamlNode {}

    /** One line of a map. */
    record Field(Text key, YamlNode value) {
        String name() {
            return key.value();
        }
    }
}
