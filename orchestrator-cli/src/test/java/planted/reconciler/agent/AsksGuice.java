package planted.reconciler.agent;

import com.google.inject.Guice;

/** Violates A5. */
public final class AsksGuice {
    Object injector() {
        return Guice.createInjector();
    }
}
