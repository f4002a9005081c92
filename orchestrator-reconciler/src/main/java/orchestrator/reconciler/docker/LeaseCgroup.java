package orchestrator.reconciler.docker;

import com.github.dockerjava.api.DockerClient;
import orchestrator.reconciler.runtime.LeaseGroup;

/** The control group that holds the containers of one node's lease: what is in it can be ended. */
final class LeaseCgroup {
    private LeaseCgroup() {}

    /** As the engine wants it to be named, which depends on who makes its groups. */
    static String parent(DockerClient client, LeaseGroup group) {
        return parent(String.valueOf(client.infoCmd().exec().getCGroupDriver()), group);
    }

    static String parent(String driver, LeaseGroup group) {
        return driver.equals("systemd") ? group.name() + ".slice" : "/" + group.name();
    }
}
