package orchestrator.benchmarks.table;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** What is said after the name of a table: words, and {@code --name value}. */
public final class Options {
    private final List<String> words = new ArrayList<>();
    private final TreeMap<String, String> values = new TreeMap<>();

    /** @throws IllegalArgumentException when an option has no value */
    public Options(List<String> arguments) {
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                words.add(argument);
            } else if (++i < arguments.size()) {
                values.put(argument.substring(2), arguments.get(i));
            } else {
                throw new IllegalArgumentException(argument + " needs a value");
            }
        }
    }

    /** What is no option, in order. */
    public List<String> words() {
        return List.copyOf(words);
    }

    /** A whole number of 0 or more, in which {@code 10_000} and {@code 10,000} are read as well. */
    public int number(String name, int otherwise) {
        String text = values.get(name);
        return text == null ? otherwise : Integer.parseInt(text.replaceAll("[_,]", ""));
    }

    /** A text. */
    public String text(String name, String otherwise) {
        return values.getOrDefault(name, otherwise);
    }

    /**
     * Refuses what nobody asks for: a measurement with a misspelt size is a wrong one.
     *
     * @throws IllegalArgumentException when an option is none of these
     */
    public Options only(Set<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException("there is no --" + name + " here, only "
                        + String.join(", ", known.stream().sorted().toList()));
            }
        }
        return this;
    }
}
