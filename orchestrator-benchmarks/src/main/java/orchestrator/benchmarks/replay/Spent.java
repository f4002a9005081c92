package orchestrator.benchmarks.replay;

/** Seconds of a core that the processes of a run have used: the store, the server, the rest. */
record Spent(double zookeeper, double server, double here) {
    static Spent now(Stage stage, Child server) {
        return new Spent(stage.zookeeper().cpuSeconds(), server.cpuSeconds(),
                Child.ownCpuSeconds());
    }

    Spent minus(Spent before) {
        return new Spent(zookeeper - before.zookeeper, server - before.server, here - before.here);
    }
}
