package planted.core.template;

import planted.core.scheduler.UsesTemplates;

/** Violates A1: the other half. */
public final class UsesTheScheduler {
    String scheduler(UsesTemplates other) {
        return other.toString();
    }
}
