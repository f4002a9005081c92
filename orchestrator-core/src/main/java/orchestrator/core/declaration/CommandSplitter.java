package orchestrator.core.declaration;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a command into words as a shell does, and does nothing else a shell does: quotes and
 * backslashes group, a reference is part of the word it stands in.
 */
final class CommandSplitter {
    private static final List<String> OPERATORS = List.of("&&", "||", "|", ";", "&", ">", ">>",
            "<", "2>", "2>&1");

    private final List<OpenText> words = new ArrayList<>();
    private final List<OpenText.Piece> word = new ArrayList<>();
    private final StringBuilder literal = new StringBuilder();
    private boolean inWord;
    private boolean quoted;
    private char quote;
    private boolean escaped;
    private String operator = "";

    private CommandSplitter() {}

    static Parsed<List<OpenText>> split(OpenText command) {
        CommandSplitter splitter = new CommandSplitter();
        for (OpenText.Piece piece : command.pieces()) {
            switch (piece) {
                case OpenText.Literal(String text) -> text.chars()
                        .forEach(c -> splitter.character((char) c));
                case OpenText.Reference reference -> splitter.reference(reference);
            }
        }
        return splitter.result();
    }

    private void character(char c) {
        if (escaped) {
            escaped(c);
        } else if (c == '\\' && quote != '\'') {
            escaped = true;
            inWord = true;
            quoted = true;
        } else if (quote != 0) {
            inQuotes(c);
        } else if (c == '\'' || c == '"') {
            quote = c;
            inWord = true;
            quoted = true;
        } else if (Character.isWhitespace(c)) {
            endWord();
        } else {
            append(c);
        }
    }

    private void escaped(char c) {
        escaped = false;
        if (quote == '"' && "\"\\$`".indexOf(c) < 0) {
            append('\\');
        }
        append(c);
    }

    private void inQuotes(char c) {
        if (c == quote) {
            quote = 0;
        } else {
            append(c);
        }
    }

    private void append(char c) {
        literal.append(c);
        inWord = true;
    }

    private void reference(OpenText.Reference reference) {
        flush();
        word.add(reference);
        inWord = true;
    }

    private void flush() {
        if (!literal.isEmpty()) {
            word.add(new OpenText.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private void endWord() {
        if (!inWord) {
            return;
        }
        if (!quoted && word.isEmpty() && OPERATORS.contains(literal.toString())
                && operator.isEmpty()) {
            operator = literal.toString();
        }
        flush();
        words.add(new OpenText(word));
        word.clear();
        inWord = false;
        quoted = false;
    }

    private Parsed<List<OpenText>> result() {
        if (quote != 0) {
            return bad("a quote in the command is never closed", "close it with " + quote);
        }
        if (escaped) {
            return bad("the command ends in a backslash", "write \\\\ for a backslash");
        }
        endWord();
        if (!operator.isEmpty()) {
            return bad("no shell runs the command: \"" + operator + "\" would be an argument",
                    "write [sh, -c, \"...\"]");
        }
        return words.isEmpty()
                ? bad("the command is empty", "remove the key to run what the image runs")
                : Parsed.value(List.copyOf(words));
    }

    private static Parsed<List<OpenText>> bad(String message, String hint) {
        return Parsed.wrong(Mistake.of(ProblemCode.BAD_COMMAND, message, hint));
    }
}
