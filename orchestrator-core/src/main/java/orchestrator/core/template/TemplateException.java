package orchestrator.core.template;

/** A template that cannot be rendered; the message names the template, the line and the name. */
public final class TemplateException extends RuntimeException {
    public TemplateException(String message) {
        super(message);
    }
}
