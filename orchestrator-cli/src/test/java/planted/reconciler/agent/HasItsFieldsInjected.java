package planted.reconciler.agent;

import jakarta.inject.Inject;

/** Violates A10. */
public final class HasItsFieldsInjected {
    @Inject
    private String name;

    @Override
    public String toString() {
        return name;
    }
}
