package orchestrator.reconciler.webhook;

/**
 * What a sender is told.
 *
 * @param status of HTTP
 * @param text   one line
 */
record Answer(int status, String text) {
    static final Answer HELP = new Answer(200, "orch hears of pushes here: let your repository POST"
            + " its push events to /git/PROJECT, signed with the webhook secret of the connection");
    /** One text for all, so that nobody can find out which projects there are. */
    static final Answer UNKNOWN = new Answer(404, "no such project, no webhook secret set for it,"
            + " or not signed with that secret");
    static final Answer NOT_A_POST = new Answer(405, "push events come by POST");
    static final Answer TOO_LARGE = new Answer(413, "a push event has at most 1 MiB");
    static final Answer TOO_MANY = new Answer(429,
            "too many at once; the repository is looked at from time to time as well");
    static final Answer NO_STORE = new Answer(503, "the cluster store does not answer;"
            + " the repository is looked at once it does");
}
