package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.Phase;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.ServiceSpec.Exclusive;
import orchestrator.core.model.ServiceSpec.Update.Order;
import org.junit.jupiter.api.Test;

/** How a change gets from one copy to the next. */
class RolloutPlanTest {
    private static PlannerStory threeNodes() {
        return new PlannerStory().nodes("core-01", "core-02", "core-03");
    }

    private static TestProject web(String image) {
        return new TestProject("web").service("web", s -> s.image(image).port("http", 80))
                .run("web", 3);
    }

    private static TestProject shop(String web) {
        return TestProject.shop(3, 2).change("apache", s -> s.image(web));
    }

    private static int endpointPort(PlannerStory story, String user, int index) {
        return story.only(user).lists().getFirst().endpoints().get(index).ports().get("http");
    }

    @Test
    void starts_the_new_copy_beside_the_old_one_and_then_stops_the_old_one() {
        PlannerStory story = threeNodes().want(web("web:1")).settle().want(web("web:2"));

        assertThat(story.text()).isEqualTo("""
                start web:web-1 on core-01: the file has changed it
                adjust web:web-1 on core-01: fetches web:2 while it serves
                adjust web:web-2 on core-02: fetches web:2 while it serves
                adjust web:web-3 on core-03: fetches web:2 while it serves
                hold web:web-2: is replaced when web-1 is ready
                hold web:web-3: is replaced when web-1 is ready
                """);
        assertThat(story.step().text()).startsWith("""
                stop web:web-1 on core-01: a new one has taken its place
                start web:web-2 on core-02: the file has changed it
                """);
        assertThat(story.settle().text()).isEmpty();
        assertThat(story.assigned(each -> each.incarnation().number() > 3)).hasSize(3);
    }

    @Test
    void a_new_copy_that_never_gets_ready_stops_the_rollout_and_nothing_that_serves() {
        PlannerStory story = threeNodes().want(web("web:1")).settle().neverReady("web")
                .want(web("web:broken")).settle();

        assertThat(story.text()).isEqualTo("""
                hold web:web-1: is replaced on core-01 once the new one is ready
                hold web:web-2: is replaced when web-1 is ready
                hold web:web-3: is replaced when web-1 is ready
                """);
        assertThat(story.assigned(each -> each.incarnation().number() <= 3)).hasSize(3);
        assertThat(story.want(web("web:1")).settle().text()).isEmpty();
        assertThat(story.assigned(each -> each.incarnation().number() > 3)).isEmpty();
    }

    @Test
    void a_new_copy_counts_only_once_it_is_stable() {
        PlannerStory story = threeNodes().want(web("web:1").revision(1)).settle()
                .neverStable("web").want(web("web:2").revision(2)).settle();

        assertThat(story.text()).isEqualTo("""
                hold web:web-1: is replaced on core-01 once the new one has been ready for long \
                enough (stable-for)
                hold web:web-2: is replaced when web-1 has been ready for long enough (stable-for)
                hold web:web-3: is replaced when web-1 has been ready for long enough (stable-for)
                """);
        assertThat(story.stable("web").settle().text()).isEmpty();
    }

    @Test
    void as_many_are_in_flight_as_the_service_allows() {
        PlannerStory story = threeNodes().want(web("web:1")).settle()
                .want(web("web:2").change("web", s -> s.atOnce(2)));

        assertThat(story.plan().actions().stream().filter(Action.Start.class::isInstance))
                .hasSize(2);
    }

    @Test
    void what_is_down_for_any_reason_is_in_flight() {
        PlannerStory story = threeNodes().want(web("web:1")).settle()
                .report("web-3", Phase.UNHEALTHY).want(web("web:2"));

        assertThat(story.text()).contains("replace web:web-3 on core-03")
                .contains("hold web:web-1: is replaced when web-3 is ready")
                .doesNotContain("start web:web-1");
        assertThat(threeNodes().want(web("web:1")).settle().silent("core-03", 1)
                .want(web("web:2")).text())
                .contains("hold web:web-1: is replaced when web-3 is ready");
    }

    @Test
    void what_was_said_before_a_node_was_away_does_not_count_when_it_is_back() {
        PlannerStory story = threeNodes().want(web("web:1")).settle().silent("core-03", 1)
                .justBack("core-03").want(web("web:2"));

        assertThat(story.text()).contains("hold web:web-1: is replaced when web-3")
                .doesNotContain("start web:");
        assertThat(story.back("core-03").text()).contains("start web:web-1 on core-01");
    }

    @Test
    void that_it_did_not_serve_before_its_node_was_away_is_no_leave_to_end_it() {
        PlannerStory story = threeNodes().want(web("web:1")).settle()
                .report("web-3", Phase.STARTING).silent("core-03", 1);

        assertThat(story.justBack("core-03").want(web("web:2")).text())
                .doesNotContain("replace web:web-3", "stop web:web-3");
        assertThat(story.back("core-03").text()).contains("replace web:web-3 on core-03");
    }

    @Test
    void what_may_serve_by_now_is_not_ended_before_its_next_image_is_there() {
        TestProject before = web("web:1").change("web", s -> s.atOnce(2).exclusive(Exclusive.KEEP));
        TestProject after = web("web:2").change("web", s -> s.atOnce(2).exclusive(Exclusive.KEEP));
        PlannerStory story = threeNodes().want(before).settle()
                .report("web-3", Phase.STARTING).silent("core-03", 1).justBack("core-03");

        assertThat(story.want(after).text()).doesNotContain("replace web:web-3");
        assertThat(story.back("core-03").text()).contains("replace web:web-3");
    }

    @Test
    void lists_swap_the_new_copy_for_the_old_one_in_one_change() {
        PlannerStory story = threeNodes().want(shop("apache:1")).settle().neverStable("apache")
                .want(shop("apache:2"));
        int before = endpointPort(story, "haproxy-1", 0);

        assertThat(endpointPort(story.settle(), "haproxy-1", 0)).isEqualTo(before);
        story.stable("apache").step();
        List<AssignedInstance> both = story.assigned(
                each -> each.id().address().equals("lamp-1/apache-1"));
        assertThat(both).hasSize(2);
        assertThat(endpointPort(story, "haproxy-1", 0)).isNotEqualTo(before)
                .isEqualTo(both.getLast().hostPorts().get("http"));
        assertThat(story.only("haproxy-1").lists().getFirst().endpoints()).hasSize(3);
    }

    @Test
    void a_published_port_stops_the_old_one_first_once_the_image_is_there() {
        PlannerStory story = threeNodes().want(shop("apache:1")).settle()
                .slowImage("haproxy:2")
                .want(shop("apache:1").change("haproxy", s -> s.image("haproxy:2"))).settle();

        assertThat(story.text()).isEqualTo("""
                hold shop:haproxy-1: is replaced when haproxy:2 is on core-01
                hold shop:haproxy-2: is replaced when haproxy:2 is on core-02
                """);
        assertThat(story.image("core-02", "haproxy:2", ReasonCode.IMAGE_PRESENT).text())
                .contains("replace shop:haproxy-2 on core-02: the file has changed it")
                .contains("hold shop:haproxy-1: is replaced when haproxy:2 is on core-01");
    }

    @Test
    void one_stack_copy_is_whole_before_the_next_is_touched() {
        TestProject next = shop("apache:2").change("mysql", s -> s.image("mysql:2")).revision(2);
        PlannerStory story = threeNodes().want(shop("apache:1")).settle().neverStable("mysql")
                .want(next).settle();

        assertThat(story.text())
                .doesNotContain("lamp-1/apache-1:")
                .contains("hold shop:lamp-2/apache-1: is replaced when lamp-1/mysql-1")
                .contains("hold shop:lamp-2/mysql-1: is replaced when lamp-1/mysql-1");
        assertThat(story.stable("mysql").settle().text()).isEmpty();
    }

    @Test
    void waits_for_what_it_comes_after_before_it_is_replaced() {
        PlannerStory story = threeNodes().want(shop("apache:1")).settle()
                .report("lamp-2/mysql-1", Phase.UNHEALTHY).want(shop("apache:2")).settle();

        assertThat(story.text())
                .contains("hold shop:lamp-2/apache-1: waits for lamp-2/mysql-1 (after)");
    }

    @Test
    void without_room_for_two_it_stops_first() {
        TestProject wide = new TestProject("wide").service("wide",
                s -> s.image("wide:1").memory(5000)).run("wide", 2);
        PlannerStory story = new PlannerStory().nodes("core-01", "core-02").want(wide).settle();

        assertThat(story.want(wide.change("wide", s -> s.image("wide:2"))).settle().text())
                .isEmpty();
        assertThat(story.assigned(each -> each.incarnation().number() > 2)).hasSize(2);
    }

    @Test
    void a_demanded_start_first_waits_for_room_and_says_so() {
        TestProject wide = new TestProject("wide").service("wide", s -> s.image("wide:1")
                .memory(5000).order(Order.START_FIRST)).run("wide", 1);
        PlannerStory story = new PlannerStory().nodes("core-01").want(wide).settle()
                .want(wide.change("wide", s -> s.image("wide:2"))).settle();

        assertThat(story.text()).startsWith("hold wide:wide-1: has changed, but no node has room"
                + " for a second one (order: start-first)");
    }

    @Test
    void nothing_is_replaced_while_the_rollout_is_paused_but_the_copy_under_way_is_finished() {
        PlannerStory story = threeNodes().want(web("web:1")).settle().want(web("web:2")).step()
                .want(web("web:2").paused()).settle();

        assertThat(story.text()).isEqualTo("""
                hold web:web-2: paused by alice
                hold web:web-3: paused by alice
                """);
        assertThat(story.assigned(each -> each.incarnation().number() > 3)).hasSize(1);
        assertThat(story.want(web("web:2")).settle().text()).isEmpty();
    }

    @Test
    void a_restart_replaces_once_and_only_what_the_address_covers() {
        PlannerStory story = threeNodes().want(web("web:1")).settle()
                .want(web("web:1").restart("web-2", 2));

        assertThat(story.text()).isEqualTo(
                "start web:web-2 on core-02: revision 2 asks for a restart\n");
        assertThat(story.settle().only("web-2").origin().restart()).isEqualTo(2);
        assertThat(story.want(web("web:1").restart("web-2", 2).revision(3)).text()).isEmpty();
        assertThat(story.want(web("web:1").revision(4)).text()).isEmpty();
    }

    @Test
    void an_image_that_a_node_cannot_get_moves_the_copy_and_the_rollout_goes_on() {
        PlannerStory story = threeNodes().want(web("web:1")).settle()
                .image("core-01", "web:2", ReasonCode.IMAGE_PULL_FAILED).want(web("web:2"));

        assertThat(story.text()).contains("start web:web-1 on core-02");
        assertThat(story.settle().text()).isEmpty();
        assertThat(story.runs()).startsWith("core-01: \n");
    }

    @Test
    void an_image_that_no_node_can_get_is_named() {
        PlannerStory story = new PlannerStory().nodes("core-01").want(web("web:1")).settle()
                .image("core-01", "web:2", ReasonCode.IMAGE_MISSING).want(web("web:2"));

        assertThat(story.text()).contains("hold web:web-1: has changed, but core-01 has no web:2:"
                + " so it is; it stays as it is");
    }

    @Test
    void a_new_copy_on_a_node_whose_disk_is_full_is_begun_elsewhere() {
        PlannerStory story = threeNodes().want(web("web:1").run("web", 1)).settle()
                .neverReady("web").want(web("web:2").run("web", 1)).step()
                .trouble("core-01", ReasonCode.VOLUME_FAILED);

        assertThat(story.text()).contains("stop web:web-1 on core-01: core-01: no space left");
        assertThat(story.step().text()).contains("start web:web-1 on core-02");
    }

    @Test
    void another_policy_reaches_the_agent_and_restarts_nothing() {
        PlannerStory story = threeNodes().want(web("web:1")).settle();

        story.want(web("web:1").change("web", s -> s.stableFor(15)));

        assertThat(story.text()).isEqualTo("""
                adjust web:web-1 on core-01: the file has changed what needs no restart
                adjust web:web-2 on core-02: the file has changed what needs no restart
                adjust web:web-3 on core-03: the file has changed what needs no restart
                """);
        long lists = story.only("web-1").listsGeneration();
        assertThat(story.settle().only("web-1").upkeep().stableFor()).hasSeconds(15);
        assertThat(story.only("web-1").listsGeneration()).isEqualTo(lists);
    }

    @Test
    void a_drain_waits_for_what_is_only_down_for_a_while() {
        TestProject pair = new TestProject("pair").service("db", s -> s.only("disk", "ssd"))
                .service("web", s -> s.after("db")).run("db", 1).run("web", 1);
        PlannerStory story = new PlannerStory().nodes("core-01 disk=ssd", "core-02", "core-03")
                .want(pair).settle().report("db-1", Phase.UNHEALTHY);
        String node = story.nodeOf("web-1");

        assertThat(story.drain(node).text())
                .isEqualTo("hold pair:web-1: waits for db-1 (after)\n");
        assertThat(story.report("db-1", Phase.READY).settle().nodeOf("web-1"))
                .isNotEqualTo(node);
    }

    @Test
    void a_web_server_leaves_the_lists_before_its_database_is_replaced() {
        PlannerStory story = threeNodes().want(shop("apache:1")).settle()
                .want(shop("apache:1").change("mysql", s -> s.image("mysql:2"))).step();

        assertThat(story.text()).contains("hold shop:lamp-1/mysql-1: is replaced once nobody sends"
                + " to it any more");
        assertThat(listed(story.step())).containsExactly("lamp-2/apache-1", "lamp-3/apache-1");
        assertThat(story.text()).contains("replace shop:lamp-1/mysql-1");
        assertThat(listed(story.settle())).hasSize(3);
    }

    @Test
    void the_only_web_server_stays_in_the_list_when_its_database_goes() {
        TestProject one = shop("apache:1").run("lamp", 1);
        PlannerStory story = threeNodes().want(one).settle()
                .want(one.change("mysql", s -> s.image("mysql:2"))).step();

        assertThat(story.text()).contains("replace shop:lamp-1/mysql-1");
        assertThat(listed(story)).containsExactly("lamp-1/apache-1");
    }

    private static List<String> listed(PlannerStory story) {
        return story.only("haproxy-1").lists().getFirst().endpoints().stream()
                .map(endpoint -> endpoint.instance().address()).toList();
    }

    @Test
    void exclusive_ones_leave_a_drained_node_one_after_the_other() {
        TestProject three = new TestProject("three").service("only", s -> s
                .exclusive(Exclusive.KEEP).only("disk", "ssd")).run("only", 3);
        PlannerStory story = new PlannerStory().nodes("core-01 disk=ssd").want(three).settle()
                .nodes("core-02 disk=ssd").drain("core-01");

        assertThat(story.text()).contains("stop three:only-1 on core-01")
                .contains("hold three:only-2: is replaced when only-1 has been ready");
        assertThat(story.step().text()).contains("hold three:only-2: is replaced when only-1 is");
        assertThat(story.step().text()).contains("hold three:only-2");
        assertThat(story.settle().runs()).startsWith("core-01: \n");
    }

    @Test
    void an_exclusive_one_that_no_other_node_can_take_stays_when_its_node_is_drained() {
        PlannerStory story = new PlannerStory().nodes("core-01").want(new TestProject("one")
                .service("only", s -> s.exclusive(Exclusive.KEEP)).run("only", 1)).settle();

        assertThat(story.drain("core-01").text()).startsWith("hold one:only-1: core-01 is draining,"
                + " but no other node can take it: it stays");
    }

    @Test
    void a_new_copy_is_not_given_up_because_its_node_was_not_heard_for_a_moment() {
        PlannerStory story = threeNodes().want(web("web:1")).settle().neverStable("web")
                .want(web("web:2")).step();

        assertThat(story.silent("core-01", 0).plan().actions())
                .noneMatch(Action.Stop.class::isInstance);
    }

    @Test
    void what_waits_for_its_data_counts_as_down() {
        PlannerStory story = threeNodes().want(shop("apache:1")).settle();
        String home = story.nodeOf("lamp-1/mysql-1");

        story.drain(home).settle().want(shop("apache:1").change("mysql", s -> s.image("mysql:2")));

        assertThat(story.settle().text())
                .contains("hold shop:lamp-2/mysql-1: is replaced when lamp-1/mysql-1 is ready");
        assertThat(story.undrain(home).settle().text()).isEmpty();
    }

    @Test
    void says_which_goes_first_and_why() {
        PlannerStory story = threeNodes().want(shop("apache:1"));

        assertThat(order(story, "lamp-1/apache-1")).isEqualTo(new ReplaceOrder(Order.START_FIRST,
                "two of it may run side by side"));
        assertThat(order(story, "haproxy-1")).isEqualTo(new ReplaceOrder(Order.STOP_FIRST,
                "it publishes port 80 of its node"));
        assertThat(order(story, "lamp-1/mysql-1")).isEqualTo(new ReplaceOrder(Order.STOP_FIRST,
                "its volume \"data\" has one user at a time"));
    }

    @Test
    void what_others_connect_to_keeps_its_address() {
        TestProject project = new TestProject("p")
                .service("api", s -> s.image("api:1").port("sql", 80))
                .service("web", s -> s.uses("api")).run("api", 1).run("web", 1);
        PlannerStory story = threeNodes().want(project).settle();
        AssignedInstance web = story.only("web-1");

        story.want(project.change("api", s -> s.image("api:2"))).settle();

        assertThat(story.only("web-1").incarnation()).isEqualTo(web.incarnation());
        assertThat(story.only("api-1").upkeep().exclusive()).isEqualTo(Exclusive.NO);
    }

    private static ReplaceOrder order(PlannerStory story, String address) {
        return ReplaceOrder.of(story.desired(), story.observed(),
                InstanceId.parse(new ProjectName("shop"), address)).orElseThrow();
    }
}
