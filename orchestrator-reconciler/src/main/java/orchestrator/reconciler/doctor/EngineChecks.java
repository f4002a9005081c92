package orchestrator.reconciler.doctor;

import java.time.Duration;

import orchestrator.reconciler.runtime.EngineDetails;

/** Whether the engine is there, and set up as a node needs it. */
final class EngineChecks {
    /** An agent calls it silent after five seconds. */
    private static final Duration SLOW = Duration.ofSeconds(2);
    private static final int OLDEST_MAJOR = 1;
    private static final int OLDEST_MINOR = 41;

    private EngineChecks() {}

    static void run(MachineFacts machine, Results results) {
        boolean needed = machine.node();
        switch (machine.engine()) {
            case EngineState.Answering engine -> answering(engine, needed, results);
            case EngineState.Absent(String host, boolean installed) -> results.findOrMention(needed,
                    FindingCode.ENGINE_ABSENT,
                    installed
                            ? "the Docker Engine is installed, but nothing answers at " + host
                            : "there is no Docker Engine at " + host,
                    installed
                            ? "systemctl start docker (or: service docker start)"
                            : "apt install docker.io (Debian, Ubuntu), else "
                                    + "https://docs.docker.com/engine/install",
                    "or without one: orch up --simulate");
            case EngineState.Denied(String host) -> results.findOrMention(needed,
                    FindingCode.ENGINE_DENIED, "you may not use the Docker Engine at " + host,
                    "sudo usermod -aG docker $USER, then log in again");
            case EngineState.Silent(String host, var waited) -> results.findOrMention(needed,
                    FindingCode.ENGINE_SILENT, "the Docker Engine at " + host
                            + " takes connections, but did not answer within "
                            + Amounts.time(waited),
                    "journalctl -u docker -n 50, to see why",
                    "systemctl restart docker (without live-restore this ends its containers)");
            case EngineState.Broken(String host, String why) -> results.findOrMention(needed,
                    FindingCode.ENGINE_BROKEN, "the Docker Engine at " + host
                            + " gives no useful answer: " + why,
                    "docker info, to see whether it does to others; DOCKER_HOST says which is meant");
        }
    }

    private static void answering(EngineState.Answering engine, boolean needed,
            Results results) {
        EngineDetails details = engine.details();
        String answers = "Docker Engine " + details.version() + " answers in "
                + Amounts.time(engine.took());
        if (engine.took().compareTo(SLOW) > 0) {
            results.find(FindingCode.ENGINE_SLOW, answers, "top, to see what this machine does",
                    "journalctl -u docker -n 50, to see what the engine waits for");
        } else {
            results.pass(answers);
        }
        if (needed) {
            api(details, results);
            restart(details, results);
        }
    }

    private static void restart(EngineDetails details, Results results) {
        if (details.liveRestore().isEmpty()) {
            results.find(FindingCode.ENGINE_UNSEEN, "the engine does not say whether its containers"
                    + " outlive its restart (live-restore)", "docker info | grep -i live");
        } else if (details.liveRestore().get()) {
            results.pass("live-restore is on");
        } else {
            results.find(FindingCode.LIVE_RESTORE_OFF, "live-restore of the Docker Engine is off",
                    "in /etc/docker/daemon.json: {\"live-restore\": true}",
                    "systemctl reload docker (or: kill -HUP of dockerd); no container is touched");
        }
    }

    private static void api(EngineDetails details, Results results) {
        if (isTested(details.api())) {
            results.pass("its interface is " + details.api());
        } else {
            results.find(FindingCode.ENGINE_OLD, "the interface of the Docker Engine is "
                    + (details.api().isEmpty() ? "not said" : details.api()) + ", not "
                    + OLDEST_MAJOR + "." + OLDEST_MINOR + " or newer",
                    "apt install docker.io (or another package of Docker 20.10 or newer)");
        }
    }

    static boolean isTested(String api) {
        if (!api.matches("\\d{1,4}\\.\\d{1,4}")) {
            return false;
        }
        int major = Integer.parseInt(api.substring(0, api.indexOf('.')));
        int minor = Integer.parseInt(api.substring(api.indexOf('.') + 1));
        return major > OLDEST_MAJOR || major == OLDEST_MAJOR && minor >= OLDEST_MINOR;
    }
}
