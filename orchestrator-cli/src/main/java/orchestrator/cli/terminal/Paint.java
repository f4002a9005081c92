package orchestrator.cli.terminal;

import orchestrator.cli.render.Line;
import orchestrator.cli.render.Tone;

/** Colour, where it is wanted: the eight colours every terminal lets its user choose. */
final class Paint {
    private static final String RESET = "\u001b[0m";

    private Paint() {}

    static String of(Line line, boolean colour) {
        if (!colour || line.tone() == Tone.PLAIN || line.from() == line.to()) {
            return line.text();
        }
        String text = line.text();
        return text.substring(0, line.from()) + code(line.tone())
                + text.substring(line.from(), line.to()) + RESET + text.substring(line.to());
    }

    private static String code(Tone tone) {
        return switch (tone) {
            case PLAIN -> "";
            case STRONG -> "\u001b[1m";
            case GOOD -> "\u001b[32m";
            case MOVING -> "\u001b[33m";
            case BAD -> "\u001b[31m";
            case DIM -> "\u001b[2m";
        };
    }
}
