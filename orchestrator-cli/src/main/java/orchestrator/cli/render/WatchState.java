package orchestrator.cli.render;

import java.util.List;

/**
 * What the person in front of {@code status --watch} looks at.
 *
 * @param mode     what is shown
 * @param filter   only addresses and states that contain it
 * @param selected index of the row the cursor is on
 * @param scroll   lines of a text that are above the screen
 */
public record WatchState(Mode mode, String filter, int selected, int scroll) {
    /** What is shown. */
    public enum Mode {
        LIST, FILTER, WHY, LOGS, KEYS, QUIT
    }

    /** Keys that are not letters, above every letter there is. */
    public static final int UP = 0x110001;
    public static final int DOWN = 0x110002;
    private static final int ESCAPE = 27;
    private static final int ENTER = '\r';
    private static final int LINE_FEED = '\n';
    private static final int BACKSPACE = 127;
    private static final int CTRL_H = 8;
    private static final int MOST_FILTER = 40;

    /** How it begins. */
    public static final WatchState START = new WatchState(Mode.LIST, "", 0, 0);

    /** What follows from a key; {@code rows} is how many can be selected. */
    public WatchState key(int key, int rows) {
        return switch (mode) {
            case LIST -> list(key, rows);
            case FILTER -> typed(key);
            case WHY, LOGS, KEYS -> text(key, rows);
            case QUIT -> this;
        };
    }

    private WatchState list(int key, int rows) {
        return switch (key) {
            case 'q' -> in(Mode.QUIT);
            case '?' -> in(Mode.KEYS);
            case '/' -> in(Mode.FILTER);
            case 'w', ENTER, LINE_FEED -> rows > 0 ? in(Mode.WHY) : this;
            case 'l' -> rows > 0 ? in(Mode.LOGS) : this;
            case 'j', DOWN -> select(selected + 1, rows);
            case 'k', UP -> select(selected - 1, rows);
            case ESCAPE -> new WatchState(Mode.LIST, "", 0, 0);
            default -> this;
        };
    }

    private WatchState select(int wanted, int rows) {
        return new WatchState(mode, filter, Math.max(0, Math.min(wanted, rows - 1)), 0);
    }

    private WatchState text(int key, int rows) {
        return switch (key) {
            case 'q', ESCAPE, ENTER, LINE_FEED -> in(Mode.LIST);
            case '?' -> in(mode == Mode.KEYS ? Mode.LIST : Mode.KEYS);
            case 'w' -> rows > 0 ? in(Mode.WHY) : this;
            case 'l' -> rows > 0 ? in(Mode.LOGS) : this;
            case 'j', DOWN -> new WatchState(mode, filter, selected, scroll + 1);
            case 'k', UP -> new WatchState(mode, filter, selected, Math.max(0, scroll - 1));
            default -> this;
        };
    }

    private WatchState typed(int key) {
        boolean removes = (key == BACKSPACE || key == CTRL_H) && !filter.isEmpty();
        if (key == ENTER || key == LINE_FEED) {
            return in(Mode.LIST);
        }
        if (key == ESCAPE) {
            return new WatchState(Mode.LIST, "", 0, 0);
        }
        boolean letter = key > ' ' && key < BACKSPACE && filter.length() < MOST_FILTER;
        String now = removes
                ? filter.substring(0, filter.length() - 1)
                : letter ? filter + (char) key : filter;
        return new WatchState(mode, now, 0, 0);
    }

    private WatchState in(Mode wanted) {
        return new WatchState(wanted, filter, selected, 0);
    }

    /** True when that instance passes the filter. */
    boolean shows(InstanceView instance) {
        return filter.isEmpty() || List.of(instance.id().toString(), instance.phase().word(),
                instance.node().map(Object::toString).orElse("")).stream()
                .anyMatch(text -> text.contains(filter));
    }
}
