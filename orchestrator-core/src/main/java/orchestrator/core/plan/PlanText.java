package orchestrator.core.plan;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import orchestrator.core.scheduler.Refusal;

/** A plan as text, one line per action and hold: for tests, logs and {@code --debug}. */
public final class PlanText {
    private PlanText() {}

    /** The text of the plan; empty when there is nothing to do and nothing held. */
    public static String of(Plan plan) {
        return text(plan.actions(), plan.holds());
    }

    /** The text of a forecast. */
    public static String of(Forecast forecast) {
        return text(forecast.actions(), forecast.holds());
    }

    private static String text(List<Action> actions, List<Hold> holds) {
        return Stream.concat(actions.stream().map(PlanText::line),
                holds.stream().flatMap(PlanText::lines)).map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    private static String line(Action action) {
        String verb = switch (action) {
            case Action.Start start -> "start";
            case Action.Stop stop -> "stop";
            case Action.Replace replace -> "replace";
            case Action.Adjust adjust -> "adjust";
            case Action.Bury bury -> "bury";
        };
        return verb + " " + action.instance() + " on " + action.node() + ": " + action.reason();
    }

    private static Stream<String> lines(Hold hold) {
        return Stream.concat(Stream.of("hold " + hold.instance() + ": " + hold.reason()),
                hold.refusals().stream().map(PlanText::line));
    }

    private static String line(Refusal refusal) {
        return "  " + refusal.node() + ": " + refusal.text();
    }
}
