package orchestrator.core.template;

/**
 * A place of a template that cannot be read.
 *
 * @param line      from 1
 * @param column    from 1
 * @param endColumn one past the last character in question
 * @param message   what is wrong, lower case, without a full stop
 * @param hint      how to mend it
 */
public record TemplateFault(int line, int column, int endColumn, String message, String hint) {}
