package orchestrator.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** Questions about other nodes, and the sentence about the loss of any: golden transcripts. */
class WhatIfScreensTest {
    private static final String MIXED = """
            project: mixed
            services:
              web:
                image: web:1
                cpu: 1.5
                ports: {http: 80}
                place: {apart: node}
              big:
                image: big:1
                memory: 5GB
              front:
                image: front:1
                after: [big]
              ops:
                image: ops:1
                exclusive: keep
              shipper:
                image: shipper:1
            run:
              web: 3
              big: 2
              front: 1
              ops: 1
              shipper: every-node
            """;

    @TempDir
    private Path folder;
    private Orch orch;
    private String name;

    @BeforeEach
    void begin(TestInfo test) {
        orch = new Orch(folder);
        orch.cluster.nodes.add(3, false);
        name = test.getTestMethod().orElseThrow().getName();
    }

    @AfterEach
    void compare() {
        Golden.check(name, orch.transcript());
    }

    private void lamp(int copies) {
        orch.write("shop.yml", Examples.lamp(copies, "1.4.2"));
        orch.write("haproxy.cfg", Examples.HAPROXY);
    }

    @Test
    void answers_what_happens_without_a_node() {
        lamp(3);
        orch.run("apply -q");
        orch.run("plan --without core-01");
        orch.run("plan --without core-01 --without core-02");
        orch.run("plan --without core-01,core-02");
        lamp(4);
        orch.run("plan --without core-03");
        orch.run("plan --without core-1");
        orch.run("plan --without core-01 --exit-code");
        assertThat(orch.cluster.revisions("shop")).isEqualTo(1);
    }

    @Test
    void answers_what_fits_with_more_nodes() {
        orch.write("cache.yml", Examples.memcached(5));
        orch.run("apply -q --no-wait");
        orch.cluster.settle();
        orch.run("plan --with 1");
        orch.run("plan --with 4 --like core-02");
        orch.run("plan --with 0");
        orch.run("plan --with many");
        orch.run("plan --like core-02");
        orch.run("plan --with 1 --like core-2");
    }

    @Test
    void answers_for_all_projects_where_there_is_no_file() {
        lamp(1);
        orch.run("apply -q");
        orch.write("mixed.yml", MIXED);
        orch.run("apply -q -f mixed.yml");
        orch.run("nodes");
        orch.run("plan --without core-02");
        orch.run("plan --with 1 --without core-01");
        orch.run("plan --without core-02 -o json");
        orch.run("nodes -o json");
    }

    @Test
    void names_what_would_find_no_other_node() {
        orch.write("mixed.yml", MIXED);
        orch.run("plan");
        orch.run("plan -o json");
    }

    @Test
    void one_node_alone_has_nobody_to_take_over() {
        orch = new Orch(folder);
        orch.cluster.nodes.add(1, false);
        lamp(1);
        orch.run("plan");
        orch.run("apply -q");
        orch.run("nodes");
        orch.run("plan --without core-01");
        orch.run("plan --with 2");
    }
}
