package orchestrator.reconciler.simulation.plants;

import java.util.List;
import java.util.Random;
import orchestrator.reconciler.simulation.Declarations;
import orchestrator.reconciler.simulation.SimulatedCluster;

/** What is declared, and how many instances of it there must be. */
final class Work {
    private static final int BALANCERS = 2;
    /** What {@link Declarations#site} runs. */
    private static final int SITE = 6;
    static final List<String> IMAGES = List.of("web:2", "web:3", "web:4");

    private final Weather.Kind kind;
    private int count;
    private int image = 1;

    private Work(Weather.Kind kind, int count) {
        this.kind = kind;
        this.count = count;
    }

    static Work of(Weather.Kind kind, Random random) {
        return new Work(kind, switch (kind) {
            case CALM, NETWORK -> 2 + random.nextInt(3);
            case EXCLUSIVE -> 1;
            case STORE, ENGINE -> 3 + random.nextInt(2);
            case LOSS -> 8;
        });
    }

    void change(Random random) {
        image = 1 + random.nextInt(IMAGES.size());
        if (kind == Weather.Kind.NETWORK || kind == Weather.Kind.STORE) {
            count = 1 + random.nextInt(4);
        }
    }

    void apply(SimulatedCluster cluster) {
        switch (kind) {
            case CALM -> {
                cluster.apply(Declarations.site(image(), "cache:" + image));
                cluster.apply(Declarations.shop(count, BALANCERS)
                        .replace("shop-php:1", "shop-php:" + image)
                        .replace("    volumes: {/var/lib/mysql: data}\n", ""));
            }
            case EXCLUSIVE -> {
                ledger(cluster, "keep");
                ledger(cluster, "lease");
            }
            case NETWORK, STORE, ENGINE -> web(cluster);
            case LOSS -> cluster.apply(Declarations.web(count, image())
                    .replace("memory: 100MB", "memory: 7GB"));
        }
    }

    private void web(SimulatedCluster cluster) {
        cluster.apply(Declarations.web(count, image()));
    }

    /** What has a lease hears no signal: only by being killed in time does it end in time. */
    private void ledger(SimulatedCluster cluster, String exclusive) {
        cluster.apply(Declarations.ledger(exclusive, "ledger:" + image)
                .replace("project: bank", "project: " + exclusive)
                .replace("exclusive: lease", """
                        exclusive: lease
                            command: sleep 999999999
                            stop: {grace: 1s}"""));
    }

    /** Wants so many from now on; returns how many it were. */
    int want(int other) {
        int before = count;
        count = other;
        return before;
    }

    /** Down to one: what is left over has to stop. */
    void shrink() {
        count = 1;
    }

    private String image() {
        return "web:" + image;
    }

    /** Those that must run. */
    List<String> images() {
        return switch (kind) {
            case CALM -> List.of(image(), "cache:" + image, "shop-php:" + image);
            case NETWORK, STORE, ENGINE, LOSS -> List.of(image());
            case EXCLUSIVE -> List.of("ledger:" + image);
        };
    }

    int wanted() {
        return switch (kind) {
            case CALM -> SITE + 2 * count + BALANCERS;
            case NETWORK, STORE, ENGINE, LOSS -> count;
            case EXCLUSIVE -> 2;
        };
    }

    @Override
    public String toString() {
        return wanted() + " ready instances";
    }
}
