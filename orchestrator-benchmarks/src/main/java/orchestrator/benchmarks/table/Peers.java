package orchestrator.benchmarks.table;

/**
 * What others were measured at, the best that was seen of each: constants, since their code is no
 * part of this project. The first two columns of rates were taken on a machine of two cores like the
 * one these benchmarks were written on; what is published was taken on much larger ones.
 */
public final class Peers {
    /** Placements a second, for the table of the scheduler. */
    public static final String SCHEDULERS = """
            Others, placements/s, best seen on two cores (in memory; no store, no agents, but for
            Kubernetes, which is with its store and API):
              1,000 x 10,000    SwarmKit one-off 4,930, services 11,900; Nomad service 3,150,
                                batch 9,420; kube-scheduler 1.20 217
              5,000 x 10,000    SwarmKit one-off 1,085, services 11,800; Nomad service 4,255,
                                batch 17,070; kube-scheduler 1.20 192
              10,000 x 100,000  SwarmKit services 9,665; Nomad batch 6,873
              label             SwarmKit, 1 node in 3: 4,505; Nomad, spread over 50 racks,
                                1,000 x 1,000: 53; Kubernetes' own thresholds: 24 to 220
            """;

    /** A look at which nothing has changed, for the table of the planner. */
    public static final String IDLE = """
            Others, one look at which nothing has changed, on two cores: fleet's engine 0.36 s at
            100 nodes x 1,000 units, 7.3 s at 1,000 x 5,000, 40.3 s at 100 x 10,000.
            """;

    /** The whole way, for the replay. */
    public static final String WHOLE_WAY = """
            Others, from asking to running (real containers there, simulated agents here: this
            compares control planes only):
              Nomad C2M   2,000,000 on 6,100 nodes, 3 schedulers: 1,334 s, 1,500/s (published)
              Nomad C1M   1,000,000 on 5,000 nodes, 5 servers: under 300 s, 3,750/s (published)
              kube 1.20   217/s with its store on two cores; GKE 1,000/s, EKS 500/s (published)
            """;

    /** One change, for the table of changes. */
    public static final String CHANGE = """
            Others: Kubernetes' own objective is 5 s (p99 of a start) at up to 20 changes/s;
            Docker Swarm at 1,000 nodes and 30,000 containers: p50 230 ms, p99 400 ms (published);
            kube-scheduler 1.20 here, 5,000 nodes: p50 425 to 564 ms, p99 4.6 to 5.0 s.
            """;

    /** The end of a node or a leader, for the table of failures. */
    public static final String FAILURE = """
            Others, with real containers: Docker Swarm on three hosts, 10 of 30 lost with a host:
            23.5 s until 30 run again (4.0 s with its heartbeat at 0.5 s); leader lost: 10.7 s until
            the API answers, 46.9 s until all 30 run.
            """;

    private Peers() {}
}
