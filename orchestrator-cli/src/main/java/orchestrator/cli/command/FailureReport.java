package orchestrator.cli.command;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import orchestrator.cli.render.Banner;
import orchestrator.cli.render.Json;
import orchestrator.cli.render.Line;
import orchestrator.cli.render.Wrap;
import orchestrator.cli.terminal.Console;
import orchestrator.core.wire.UnreadableRecordException;
import orchestrator.reconciler.client.ProjectChangedException;
import orchestrator.reconciler.store.ClusterRefusedException;
import orchestrator.reconciler.store.RecordTooLargeException;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.wiring.NoClusterException;
import orchestrator.reconciler.wiring.StartFailedException;
import orchestrator.reconciler.wiring.WrongOptionException;

/** What a person is told when a command ends early. */
record FailureReport(Console console, boolean json, boolean debug) {
    /** Reports it and returns the exit code. */
    int of(RuntimeException fault) {
        Failure failure = translated(fault);
        int width = console.look().width();
        List<Line> lines = new ArrayList<>();
        failure.getMessage().lines().forEach(each -> lines.addAll(Wrap.under(each, 4, width)));
        failure.hint().ifPresent(hint -> lines.addAll(Wrap.paragraph("Next: " + hint, width)));
        console.say(lines);
        if (json) {
            console.print(Json.document("orch.error/1").with("exit", failure.exitCode())
                    .with("text", failure.getMessage()).with("next", failure.hint()));
        }
        if (debug) {
            fault.printStackTrace(new java.io.PrintWriter(System.err, true));
        }
        return failure.exitCode();
    }

    private static Failure translated(RuntimeException fault) {
        return switch (fault) {
            case Failure failure -> failure;
            case StoreUnavailableException _ -> Failure.unreachable(
                    Banner.silence(Duration.ZERO), "orch status, in a moment");
            case NoClusterException none -> Failure.unreachable(none.getMessage(), "");
            case StartFailedException failed -> Failure.unreachable(failed.getMessage(), "");
            case WrongOptionException wrong -> Failure.wrongInput(wrong.getMessage(), "");
            case ProjectChangedException changed -> new Failure(ExitCode.FAILED,
                    changed.getMessage() + "; nothing was written",
                    "orch plan, to see what it is now");
            case RecordTooLargeException large -> Failure.wrongInput(
                    large.getMessage() + "; nothing was written", "");
            case UnreadableRecordException unreadable -> new Failure(ExitCode.FAILED,
                    unreadable.getMessage(), "");
            case ClusterRefusedException refused -> new Failure(ExitCode.FAILED,
                    refused.getMessage(), "");
            default -> new Failure(ExitCode.FAILED, "orch made a mistake of its own: "
                    + Optional.ofNullable(fault.getMessage())
                            .orElse(fault.getClass().getSimpleName()),
                    "run it again with --debug and report what it prints");
        };
    }
}
