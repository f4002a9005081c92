package orchestrator.cli.command;

import orchestrator.reconciler.client.ClusterClient;

/** {@code orch status --watch}. */
record StatusWatch(Shell shell, ClusterClient client, ProjectOption project, boolean json) {
    int run() {
        throw new UnsupportedOperationException();
    }
}
