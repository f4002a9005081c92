package orchestrator.reconciler.wiring;

import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Module;
import com.google.inject.Stage;

/** Makes the parts of a process; whatever is not on its parts list is refused. */
final class Injectors {
    static {
        // Guice 7 makes classes by a way the JDK is closing; we need no interception, so it may not.
        System.setProperty("guice_bytecode_gen_option", "DISABLED");
    }

    private Injectors() {}

    static Injector of(Module parts) {
        return Guice.createInjector(Stage.PRODUCTION, binder -> {
            binder.disableCircularProxies();
            binder.requireExplicitBindings();
            binder.requireExactBindingAnnotations();
        }, parts);
    }
}
