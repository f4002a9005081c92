package planted.core.scheduler;

import planted.core.template.UsesTheScheduler;

/** Violates A1: half of a cycle of packages. */
public final class UsesTemplates {
    private final UsesTheScheduler template = new UsesTheScheduler();

    @Override
    public String toString() {
        return "" + template;
    }
}
