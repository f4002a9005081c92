package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.core.model.ServiceSpec;
import org.junit.jupiter.api.Test;

class ClusterPlannerTest {

    private static PlannerStory threeNodes() {
        return new PlannerStory().nodes("core-01", "core-02", "core-03");
    }

    private static PlannerStory settledShop() {
        return threeNodes().want(TestProject.shop(3, 2)).settle();
    }

    @Test
    void places_what_waits_for_nothing_and_says_what_the_rest_waits_for() {
        assertThat(threeNodes().want(TestProject.shop(2, 1)).text()).isEqualTo("""
                start shop:lamp-1/mysql-1 on core-01: the file asks for it
                start shop:lamp-2/mysql-1 on core-02: the file asks for it
                start shop:haproxy-1 on core-03: the file asks for it
                hold shop:lamp-1/apache-1: waits for lamp-1/mysql-1 (after)
                hold shop:lamp-2/apache-1: waits for lamp-2/mysql-1 (after)
                """);
    }

    @Test
    void spreads_copies_and_keeps_the_members_of_a_copy_together() {
        assertThat(settledShop().runs()).isEqualTo("""
                core-01: lamp-1/apache-1 lamp-1/mysql-1 haproxy-1
                core-02: lamp-2/apache-1 lamp-2/mysql-1 haproxy-2
                core-03: lamp-3/apache-1 lamp-3/mysql-1
                """);
    }

    @Test
    void gives_a_balancer_the_ready_backends_in_order() {
        PlannerStory story = settledShop();

        AssignedInstance balancer = story.only("haproxy-1");

        assertThat(balancer.lists().getFirst().endpoints())
                .extracting(endpoint -> endpoint.instance().address())
                .containsExactly("lamp-1/apache-1", "lamp-2/apache-1", "lamp-3/apache-1");
    }

    @Test
    void takes_a_backend_out_of_the_list_when_it_is_unhealthy() {
        assertThat(settledShop().report("lamp-2/apache-1", Phase.UNHEALTHY).text()).isEqualTo("""
                adjust shop:haproxy-1 on core-01: 3 backends -> 2
                adjust shop:haproxy-2 on core-02: 3 backends -> 2
                """);
    }

    @Test
    void has_nothing_to_do_once_the_plan_is_followed() {
        assertThat(settledShop().text()).isEmpty();
    }

    @Test
    void scales_down_by_taking_the_backend_out_first() {
        PlannerStory story = settledShop().want(TestProject.shop(2, 2));

        assertThat(story.text()).isEqualTo("""
                adjust shop:haproxy-1 on core-01: 3 backends -> 2
                adjust shop:haproxy-2 on core-02: 3 backends -> 2
                hold shop:lamp-3/apache-1: stops once nobody sends to it any more
                hold shop:lamp-3/mysql-1: stops once lamp-3/apache-1 has, which connects to it
                """);
        assertThat(story.step().text()).isEqualTo("""
                stop shop:lamp-3/apache-1 on core-03: the file asks for fewer
                hold shop:lamp-3/mysql-1: stops once lamp-3/apache-1 has, which connects to it
                """);
        assertThat(story.step().text()).isEqualTo("""
                bury shop:lamp-3/apache-1 on core-03: its container is gone
                stop shop:lamp-3/mysql-1 on core-03: the file asks for fewer
                """);
    }

    @Test
    void scaling_touches_nothing_else() {
        PlannerStory story = settledShop();
        Set<Incarnation> before = incarnations(story, "lamp-1/", "lamp-2/", "haproxy");

        story.want(TestProject.shop(2, 2)).settle().want(TestProject.shop(4, 2)).settle();

        assertThat(incarnations(story, "lamp-1/", "lamp-2/", "haproxy")).isEqualTo(before);
    }

    @Test
    void a_copy_that_comes_back_goes_to_its_data() {
        PlannerStory story = threeNodes().want(TestProject.shop(3, 1)).settle();
        String home = story.nodeOf("lamp-3/mysql-1");

        story.want(TestProject.shop(2, 1)).settle().want(TestProject.shop(3, 1)).settle();

        assertThat(story.nodeOf("lamp-3/mysql-1")).isEqualTo(home);
    }

    @Test
    void moves_what_may_move_off_a_lost_node_and_leaves_data_where_it_is() {
        PlannerStory story = settledShop().silent("core-02", 6);

        assertThat(story.text()).contains("""
                start shop:haproxy-2 on core-03: core-02 is lost
                """,
                """
                        hold shop:lamp-2/mysql-1: its data is on core-02, which is lost: it waits for core-02
                        """);
    }

    @Test
    void waits_while_a_node_is_only_silent() {
        PlannerStory story = settledShop().silent("core-03", 4);

        assertThat(story.plan().actions()).isEmpty();
        assertThat(story.text()).contains("core-03 is silent");
    }

    @Test
    void moves_at_once_what_asks_for_no_grace() {
        PlannerStory story = new PlannerStory().nodes("core-01", "core-02")
                .want(new TestProject("p").service("web", s -> s.lostAfter(0)).run("web", 1))
                .settle();
        String home = story.nodeOf("web-1");

        assertThat(story.silent(home, 0).text()).contains(home + " is lost");
    }

    @Test
    void a_returned_node_loses_what_runs_elsewhere_by_now() {
        PlannerStory story = settledShop().silent("core-02", 6).settle().back("core-02").settle();

        assertThat(story.assigned(each -> each.id().address().equals("haproxy-2")))
                .hasSize(1);
        assertThat(story.text()).isEmpty();
    }

    @Test
    void what_no_node_can_take_does_not_hold_back_a_change_of_the_others() {
        PlannerStory story = threeNodes().want(cache("memcached:1")).settle()
                .want(cache("memcached:2"));

        assertThat(story.text()).contains("start cache:memcached-1 on core-01");
        assertThat(story.settle().assigned(each -> each.incarnation().number() > 3)).hasSize(3);
    }

    private static TestProject cache(String image) {
        return new TestProject("cache").service("memcached",
                s -> s.image(image).port("cache", 11211).apart("node")).run("memcached", 4);
    }

    @Test
    void drains_by_starting_elsewhere_first() {
        PlannerStory story = settledShop();
        String home = story.nodeOf("haproxy-1");

        story.drain(home);

        assertThat(story.text()).contains("start shop:haproxy-1 on core-03: " + home
                + " is draining").doesNotContain("stop shop:haproxy-1");
        assertThat(story.step().text()).contains("stop shop:haproxy-1 on " + home
                + ": runs on core-03 now");
    }

    @Test
    void a_drained_node_keeps_the_data_and_gets_its_instance_back() {
        PlannerStory story = settledShop();
        String home = story.nodeOf("lamp-3/mysql-1");

        story.drain(home).settle();

        assertThat(story.text()).contains("hold shop:lamp-3/mysql-1: its volume \"data\" is on "
                + home + ": " + home + " is drained, by alice: \"kernel update\"");
        assertThat(story.undrain(home).settle().nodeOf("lamp-3/mysql-1")).isEqualTo(home);
    }
    @Test
    void a_drained_node_is_empty_in_the_end_whatever_depends_on_its_data() {
        PlannerStory story = settledShop();
        String home = story.nodeOf("lamp-3/mysql-1");

        story.drain(home).settle();

        assertThat(story.runs()).contains(home + ": \n");
        assertThat(story.text()).contains(
                "hold shop:lamp-3/apache-1: waits for lamp-3/mysql-1 (after)");
    }

    @Test
    void a_drain_stops_a_database_only_after_those_who_still_serve_through_it() {
        PlannerStory story = settledShop();
        String home = story.nodeOf("lamp-3/mysql-1");

        assertThat(story.drain(home).text()).contains(
                "hold shop:lamp-3/apache-1: stops once nobody sends to it any more",
                "hold shop:lamp-3/mysql-1: stops once lamp-3/apache-1 has, which connects to it");
        assertThat(story.step().text()).contains("stop shop:lamp-3/apache-1 on " + home)
                .doesNotContain("stop shop:lamp-3/mysql-1");
        assertThat(story.step().text()).contains("stop shop:lamp-3/mysql-1 on " + home);
    }

    @Test
    void what_waits_for_data_on_a_lost_node_waits_too() {
        PlannerStory story = settledShop();
        String home = story.nodeOf("lamp-3/mysql-1");

        story.silent(home, 6).settle();

        assertThat(story.text()).contains(
                "hold shop:lamp-3/apache-1: waits for lamp-3/mysql-1 (after)");
    }

    @Test
    void names_every_node_and_rule_when_none_fits() {
        PlannerStory story = threeNodes().want(new TestProject("cache")
                .service("memcached", s -> s.published("cache", 11211).apart("node"))
                .run("memcached", 4));

        assertThat(story.settle().text()).isEqualTo("""
                hold cache:memcached-4: no node can take it
                  core-01: runs memcached-1
                  core-01: port 11211 is taken by memcached-1
                  core-02: runs memcached-2
                  core-02: port 11211 is taken by memcached-2
                  core-03: runs memcached-3
                  core-03: port 11211 is taken by memcached-3
                """);
    }

    @Test
    void says_how_much_is_missing() {
        PlannerStory story = new PlannerStory().nodes("core-01").want(new TestProject("big")
                .service("big", s -> s.cpu(4500).memory(9 * 1024)).run("big", 1));

        assertThat(story.text()).isEqualTo("""
                hold big:big-1: no node can take it
                  core-01: 0.5 cpu short
                  core-01: 1GB short of memory
                """);
    }

    @Test
    void runs_on_labelled_nodes_only() {
        PlannerStory story = new PlannerStory().nodes("core-01 disk=hdd", "core-02 disk=ssd",
                "core-03").want(
                        new TestProject("db").service("db", s -> s.only("disk", "ssd"))
                                .run("db", 2));

        assertThat(story.settle().runs()).isEqualTo("""
                core-01:\s
                core-02: db-1 db-2
                core-03:\s
                """);
    }

    @Test
    void keeps_zones_apart() {
        PlannerStory story = new PlannerStory().nodes("core-01 zone=a", "core-02 zone=a",
                "core-03 zone=b").want(
                        new TestProject("db").service("db", s -> s.apart("zone"))
                                .run("db", 3));

        assertThat(story.settle().text()).isEqualTo("""
                hold db:db-3: no node can take it
                  core-01: zone a runs db-1
                  core-02: zone a runs db-1
                  core-03: zone b runs db-2
                """);
    }

    @Test
    void puts_near_what_must_be_near() {
        PlannerStory story = threeNodes().want(new TestProject("p")
                .service("db", s -> s.cpu(3000)).service("filler", s -> s.cpu(500))
                .service("probe", s -> s.near("db").cpu(200)).run("filler", 3).run("db", 1)
                .run("probe", 1)).settle();

        assertThat(story.nodeOf("probe-1")).isEqualTo(story.nodeOf("db-1"));
    }

    @Test
    void runs_one_on_every_node_and_keeps_numbers() {
        PlannerStory story = threeNodes().want(new TestProject("log")
                .service("shipper", s -> s).everyNode("shipper")).settle();
        Set<Incarnation> before = incarnations(story, "shipper");

        story.nodes("core-00").settle();

        assertThat(story.runs()).contains("core-00: shipper-4", "core-01: shipper-1",
                "core-02: shipper-2", "core-03: shipper-3");
        assertThat(incarnations(story, "shipper")).containsAll(before);
    }

    @Test
    void an_every_node_instance_keeps_the_number_its_data_has_on_that_node() {
        TestProject gone = new TestProject("log").service("store", s -> s.volume("data"));
        TestProject there = new TestProject("log").service("store", s -> s.volume("data"))
                .everyNode("store");
        PlannerStory story = new PlannerStory().nodes("core-02").want(there).settle()
                .nodes("core-01").settle();
        String before = story.runs();

        story.want(gone).settle().want(there).settle();

        assertThat(before).isEqualTo("core-01: store-2\ncore-02: store-1\n");
        assertThat(story.runs()).isEqualTo(before);
        assertThat(story.text()).isEmpty();
    }

    @Test
    void a_new_rule_stops_nothing_that_could_not_begin_elsewhere() {
        TestProject anywhere = new TestProject("p").service("db", s -> s)
                .service("web", s -> s.after("db")).run("db", 1).run("web", 1);
        TestProject onSsd = new TestProject("p").service("db", s -> s)
                .service("web", s -> s.after("db").only("disk", "ssd")).run("db", 1).run("web", 1);
        PlannerStory story = new PlannerStory().nodes("core-01 disk=ssd", "core-02")
                .want(anywhere).settle().report("db-1", Phase.UNHEALTHY).want(onSsd);

        assertThat(story.text()).isEqualTo("hold p:web-1: waits for db-1 (after)\n");
        assertThat(story.report("db-1", Phase.READY).settle().nodeOf("web-1"))
                .isEqualTo("core-01");
    }

    @Test
    void a_move_that_never_gets_ready_is_begun_anew_when_the_file_changes() {
        TestProject first = new TestProject("p").service("api", s -> s.image("api:1"))
                .run("api", 1);
        TestProject second = new TestProject("p").service("api", s -> s.image("api:2"))
                .run("api", 1);
        PlannerStory story = threeNodes().want(first).settle().neverReady("api")
                .drain("core-01").step();

        assertThat(story.text()).isEqualTo(
                "hold p:api-1: moves from core-01 to core-02 once the new one is ready\n");
        assertThat(story.want(second).text()).contains("stop p:api-1 on core-02: the file has"
                + " changed it before it was ready\n");
        assertThat(story.step().plan().actions().toString()).contains("Start");
        assertThat(story.settle().text()).isEqualTo(
                "hold p:api-1: moves from core-01 to core-02 once the new one is ready\n");
    }

    @Test
    void a_changed_count_or_check_or_reloadable_template_restarts_nothing() {
        PlannerStory story = settledShop();
        Set<Incarnation> before = incarnations(story, "");

        story.want(TestProject.shop(3, 2).change("haproxy",
                s -> s.template("# new\n{{#lamp/apache}}{{id}}{{/lamp/apache}}")));

        assertThat(story.text()).isEqualTo("""
                adjust shop:haproxy-1 on core-01: the file has changed what needs no restart
                adjust shop:haproxy-2 on core-02: the file has changed what needs no restart
                """);
        assertThat(incarnations(story.settle(), "")).isEqualTo(before);
    }

    @Test
    void what_connects_to_a_moved_instance_gets_its_new_address() {
        TestProject project = new TestProject("p")
                .service("db", s -> s.port("sql", 3306))
                .service("web", s -> s.uses("db")).run("db", 1).run("web", 1);
        PlannerStory story = threeNodes().want(project).settle();

        story.silent(story.nodeOf("db-1"), 10).settle();

        assertThat(story.only("web-1").references().getFirst().endpoint().node().value())
                .isEqualTo(story.nodeOf("db-1"));
    }

    @Test
    void services_that_list_each_other_without_reload_do_not_restart_for_ever() {
        PlannerStory story = threeNodes().want(new TestProject("p").service("peer",
                s -> s.port("gossip", 7000).template("{{#peer}}{{address}}{{/peer}}"))
                .run("peer", 3)).settle();
        Set<Incarnation> before = incarnations(story, "peer");

        story.report("peer-2", Phase.UNHEALTHY);

        assertThat(story.text()).isEmpty();
        assertThat(incarnations(story, "peer")).isEqualTo(before);
    }

    @Test
    void a_new_secret_value_replaces_only_its_users() {
        SecretId token = new SecretId(new ProjectName("p"), SecretId.SHARED,
                new SecretName("token"));
        PlannerStory story = threeNodes().want(new TestProject("p").secret("token", false)
                .service("user", s -> s.secret("token")).service("other", s -> s)
                .run("user", 1).run("other", 1));

        assertThat(story.text()).contains("hold p:user-1: secret token has no value: "
                + "orch secret set token");
        assertThat(story.secret(token, 1).settle().secret(token, 2).text()).isEqualTo(
                "start p:user-1 on core-02: a secret has a new value\n");
    }

    @Test
    void an_exclusive_instance_is_never_started_twice() {
        PlannerStory story = threeNodes().want(new TestProject("p").service("only",
                s -> s.exclusive(ServiceSpec.Exclusive.KEEP)).run("only", 1)).settle();

        assertThat(story.silent("core-01", 600).text()).isEqualTo("hold p:only-1: core-01 is"
                + " silent, and nothing proves that it stopped there (exclusive); once core-01 is"
                + " certainly off: orch node confirm-dead core-01\n");
        assertThat(story.back("core-01").drain("core-01").text()).isEqualTo(
                "stop p:only-1 on core-01: core-01 is draining\n");
    }

    @Test
    void doubt_stops_nothing() {
        assertThat(settledShop().forget("shop").plan().actions()).isEmpty();
        assertThat(settledShop().want(TestProject.shop(0, 0)).incomplete().plan().actions())
                .isEmpty();
    }

    @Test
    void a_deleted_project_is_stopped_whole() {
        PlannerStory story = settledShop().want(new TestProject("shop")).settle();

        assertThat(story.assigned(each -> true)).isEmpty();
    }

    @Test
    void forecasts_the_whole_way() {
        Forecast forecast = Forecast.of(threeNodes().want(TestProject.shop(5, 2)).desired(),
                threeNodes().observed());

        assertThat(forecast.actions().stream().filter(Action.Start.class::isInstance)).hasSize(12);
        assertThat(forecast.holds()).isEmpty();
    }

    private static Set<Incarnation> incarnations(PlannerStory story, String... prefixes) {
        TreeSet<Incarnation> found = new TreeSet<>();
        for (String prefix : List.of(prefixes)) {
            story.assigned(each -> each.id().address().startsWith(prefix))
                    .forEach(each -> found.add(each.incarnation()));
        }
        return found;
    }
}
