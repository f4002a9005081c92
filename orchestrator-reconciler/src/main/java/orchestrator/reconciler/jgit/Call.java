package orchestrator.reconciler.jgit;

import orchestrator.reconciler.git.Remote;

/** One call to a repository: its cache and the way there. */
record Call(Remote remote, Cache cache, Transports transports) {
    Bounds bounds() {
        return transports.bounds();
    }

    Fetching fetching() {
        return new Fetching(transports, cache);
    }

    String reference() {
        return "refs/heads/" + remote.branch();
    }
}
