package orchestrator.reconciler.agent;

import java.util.Optional;

/**
 * What the log of an agent says of a store in doubt: one line when a doubt begins, one when it is
 * another doubt, and one when it is over.
 */
final class DoubtNotes {
    private Optional<String> doubt = Optional.empty();

    /** The line for that look; empty where there is nothing new to say. */
    Optional<String> of(StoreLook look) {
        Optional<String> before = doubt;
        doubt = switch (look) {
            case StoreLook.Doubt(String text, Optional<StoreLook.Held> _) ->
                Optional.of("nothing is stopped or newly begun: " + text);
            case StoreLook.Waiting(String text) -> Optional.of("nothing is done: " + text);
            case StoreLook.Seen _,StoreLook.Taken() -> Optional.empty();
        };
        if (doubt.equals(before)) {
            return Optional.empty();
        }
        return look instanceof StoreLook.Seen
                ? Optional.of("the cluster store answers and is trusted again; all goes on as "
                        + "assigned")
                : doubt;
    }
}
