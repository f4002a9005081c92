package orchestrator.core.declaration;

import java.util.Optional;

import orchestrator.core.model.SourceMark;

/**
 * One mistake in a file.
 *
 * @param code        see {@link ProblemCode}
 * @param message     what is wrong, lower case, without a full stop
 * @param hint        what stands behind the caret: the mend, when there is an obvious one
 * @param replacement the text that would mend it in place of the marked text, for editors
 */
public record Problem(ProblemCode code, SourceMark mark, String message, Optional<String> hint,
        Optional<String> replacement) {}
