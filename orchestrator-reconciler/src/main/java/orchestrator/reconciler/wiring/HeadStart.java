package orchestrator.reconciler.wiring;

import java.util.TreeMap;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.wire.RecordCodec;
import orchestrator.reconciler.zookeeper.ZooKeeperClusterStore;

/**
 * Loads, beside the reading of the command line, what every command that looks at a cluster will
 * need: most of the time of a short command is the loading of classes, and there is a second core.
 */
public final class HeadStart {
    private static final String SMALLEST = "project: a\nservices: {b: {image: c}}\nrun: {b: 1}\n";

    private HeadStart() {}

    /** Returns at once. What goes wrong here goes wrong again, and is told, where it is needed. */
    public static void begin() {
        beside("head start of the store", ZooKeeperClusterStore::load);
        beside("head start of the records", () -> {
            RecordCodec.load();
            DeclarationReader.read("a.yml", SMALLEST, new TreeMap<>(), 1);
        });
    }

    private static void beside(String name, Runnable loading) {
        Thread.ofPlatform().daemon().name(name).start(loading);
    }
}
