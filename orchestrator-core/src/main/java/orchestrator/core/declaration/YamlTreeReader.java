package orchestrator.core.declaration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.core.model.SourceMark;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * Builds the tree from the parser's events, so that the limits hold before anything grows: no
 * more than {@link #MAX_NODES} nodes, {@link #MAX_DEPTH} levels, one document, no aliases, no tags.
 */
final class YamlTreeReader {
    static final int MAX_NODES = 5_000;
    static final int MAX_DEPTH = 32;

    private final SourceText source;
    private final Problems problems;
    private final ParserImpl parser;
    private int nodes;
    private int depth;
    private boolean aliasReported;

    private YamlTreeReader(SourceText source, Problems problems) {
        this.source = source;
        this.problems = problems;
        this.parser = new ParserImpl(new StreamReader(source.text()), new LoaderOptions());
    }

    /** The tree, or nothing when the text is not one YAML document within the limits. */
    static Optional<YamlNode> read(SourceText source, Problems problems) {
        try {
            return new YamlTreeReader(source, problems).document();
        } catch (LimitReached limit) {
            problems.add(limit.mark, limit.mistake);
        } catch (MarkedYAMLException e) {
            SyntaxProblem.of(source, e, problems);
        } catch (YAMLException e) {
            problems.add(new SourceMark(source.file(), 1, 1, 1),
                    Mistake.of(ProblemCode.SYNTAX, "this is not YAML"));
        }
        return Optional.empty();
    }

    private Optional<YamlNode> document() {
        parser.getEvent();
        if (parser.checkEvent(Event.ID.StreamEnd)) {
            return Optional.empty();
        }
        parser.getEvent();
        YamlNode root = node();
        parser.getEvent();
        if (!parser.checkEvent(Event.ID.StreamEnd)) {
            throw new LimitReached(mark(parser.peekEvent()), Mistake.of(
                    ProblemCode.SEVERAL_DOCUMENTS, "a second document begins here",
                    "one file holds one project"));
        }
        return Optional.of(root);
    }

    private YamlNode node() {
        Event event = parser.getEvent();
        if (++nodes > MAX_NODES) {
            throw tooLarge(event, "more than " + MAX_NODES + " values in one file");
        }
        refuseAnchorsAndTags(event);
        return switch (event) {
            case ScalarEvent scalar -> text(scalar);
            case SequenceStartEvent start -> items(start);
            case MappingStartEvent start -> fields(start);
            default -> new YamlNode.Unreadable(mark(event));
        };
    }

    private YamlNode.Text text(ScalarEvent event) {
        return new YamlNode.Text(event.getValue(), event.getScalarStyle() == ScalarStyle.PLAIN,
                mark(event), event.getStartMark().getIndex(), event.getEndMark().getIndex());
    }

    private YamlNode items(Event start) {
        descend(start);
        List<YamlNode> items = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.SequenceEnd)) {
            items.add(node());
        }
        return new YamlNode.Items(items, ascend(start));
    }

    private YamlNode fields(Event start) {
        descend(start);
        List<YamlNode.Field> fields = new ArrayList<>();
        while (!parser.checkEvent(Event.ID.MappingEnd)) {
            YamlNode key = node();
            YamlNode value = node();
            if (key instanceof YamlNode.Text text) {
                fields.add(new YamlNode.Field(text, value));
            } else if (!(key instanceof YamlNode.Unreadable)) {
                problems.add(key.mark(), Mistake.of(ProblemCode.WRONG_TYPE,
                        "a key must be text"));
            }
        }
        return new YamlNode.Fields(fields, ascend(start));
    }

    private void descend(Event start) {
        if (++depth > MAX_DEPTH) {
            throw tooLarge(start, "nested deeper than " + MAX_DEPTH + " levels");
        }
    }

    private SourceMark ascend(Event start) {
        depth--;
        Event end = parser.getEvent();
        return source.mark(start.getStartMark().getIndex(), end.getEndMark().getIndex());
    }

    private void refuseAnchorsAndTags(Event event) {
        boolean anchored = event instanceof NodeEvent node && node.getAnchor() != null;
        if (anchored && !aliasReported) {
            aliasReported = true;
            String sign = event instanceof AliasEvent ? "*" : "&";
            problems.add(ProblemCode.ALIAS, mark(event),
                    "anchors and aliases (" + sign + ") are not part of the language",
                    "write the value where it is used");
        }
        String tag = switch (event) {
            case ScalarEvent scalar -> scalar.getTag();
            case SequenceStartEvent sequence -> sequence.getTag();
            case MappingStartEvent mapping -> mapping.getTag();
            default -> null;
        };
        if (tag != null) {
            problems.add(ProblemCode.TAG, mark(event), "tags (!) are not part of the language",
                    "remove it: the key says how its value is read");
        }
    }

    private SourceMark mark(Event event) {
        return source.mark(event.getStartMark().getIndex(), event.getEndMark().getIndex());
    }

    private LimitReached tooLarge(Event event, String message) {
        int at = event.getStartMark().getIndex();
        return new LimitReached(source.mark(at, at + 1),
                Mistake.of(ProblemCode.TOO_LARGE, message));
    }

    /** Ends the reading at once; carries what to report. */
    private static final class LimitReached extends RuntimeException {
        private final transient SourceMark mark;
        private final transient Mistake mistake;

        LimitReached(SourceMark mark, Mistake mistake) {
            super(mistake.message(), null, false, false);
            this.mark = mark;
            this.mistake = mistake;
        }
    }
}
