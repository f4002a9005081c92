package orchestrator.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.core.state.ObservedState.KnownSecret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One record that cannot be read freezes what it is about, and nothing else. */
class PlanInDoubtTest {
    private static PlannerStory settledShop() {
        return new PlannerStory().nodes("core-01", "core-02", "core-03")
                .want(TestProject.shop(3, 2)).settle();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void a_node_in_doubt_keeps_all_it_has_and_its_place_in_every_list(boolean known) {
        PlannerStory story = settledShop().inDoubt("core-01", known);
        String runs = story.runs();

        assertThat(story.plan().actions()).isEmpty();
        assertThat(story.plan().holds()).hasSize(3)
                .allMatch(hold -> hold.reason().code() == ReasonCode.STORE_IN_DOUBT);
        assertThat(story.drain("core-01").plan().actions()).isEmpty();
        story.silent("core-01", 100_000);
        assertThat(story.text()).contains("adjust shop:haproxy-2 on core-02: 3 backends -> 2");
        assertThat(story.step().runs()).isEqualTo(runs);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void nothing_of_a_node_in_doubt_is_stopped_or_replaced(boolean known) {
        PlannerStory story = settledShop().inDoubt("core-01", known);
        List<AssignedInstance> before = on(story, "core-01");

        story.want(TestProject.shop(1, 0).change("mysql", mysql -> mysql.image("mysql:2")));
        for (int i = 0; i < 30; i++) {
            story.step().inDoubt("core-01", known);
        }

        assertThat(on(story, "core-01")).extracting(AssignedInstance::incarnation)
                .isEqualTo(before.stream().map(AssignedInstance::incarnation).toList());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void other_projects_go_on_and_new_work_goes_to_other_nodes(boolean known) {
        PlannerStory story = settledShop().inDoubt("core-01", known).want(new TestProject("other")
                .service("web", web -> web.cpu(100)).run("web", 4));

        story.step();

        assertThat(story.assigned(each -> each.id().project().value().equals("other"))).hasSize(4);
        assertThat(on(story, "core-01")).noneMatch(
                each -> each.id().project().value().equals("other"));
    }

    @Test
    void what_may_have_its_data_on_a_node_never_read_waits_for_it() {
        TestProject database = new TestProject("db")
                .service("mysql", mysql -> mysql.volume("data")).run("mysql", 1);
        PlannerStory story = new PlannerStory().nodes("core-01", "core-02").inDoubt("core-01",
                false);

        assertThat(story.want(database).text()).isEqualTo("hold db:mysql-1: its data may be on"
                + " core-01: its status cannot be read\n");
    }

    @Test
    void a_backend_waits_for_a_balancer_of_which_nobody_knows_what_it_lists() {
        PlannerStory story = settledShop();
        String balancer = story.nodeOf("haproxy-1");
        assertThat(balancer).isNotEqualTo(story.nodeOf("lamp-3/apache-1"));
        story.inDoubt(balancer, false).want(TestProject.shop(2, 2));

        for (int i = 0; i < 10; i++) {
            story.step().inDoubt(balancer, false);
        }

        assertThat(story.nodeOf("lamp-3/apache-1")).isNotEmpty();
    }

    @Test
    void users_of_a_secret_that_cannot_be_read_stay_as_they_are() {
        SecretId token = new SecretId(new ProjectName("app"), SecretId.SHARED,
                new SecretName("token"));
        PlannerStory story = new PlannerStory().nodes("core-01", "core-02").secret(token, 3)
                .want(app("web:1", 1)).settle();
        AssignedInstance before = story.only("web-1");

        story.secret(token, KnownSecret.UNREADABLE).want(app("web:2", 2));

        assertThat(story.text()).contains("hold app:web-1: the record of secret token cannot")
                .contains("hold app:web-2: the record of secret token cannot");
        assertThat(story.plan().actions()).filteredOn(Action.Start.class::isInstance)
                .singleElement()
                .matches(action -> action.instance().address().equals("plain-1"));
        assertThat(story.step().only("web-1").withUpkeep(before.upkeep())).isEqualTo(before);
    }

    private static TestProject app(String image, int count) {
        return new TestProject("app").secret("token", false)
                .service("web", web -> web.image(image).secret("token").cpu(100))
                .service("plain", plain -> plain.image(image).cpu(100))
                .run("web", count).run("plain", 1);
    }

    private static List<AssignedInstance> on(PlannerStory story, String node) {
        return story.observed().nodes().stream()
                .filter(each -> each.name().value().equals(node))
                .flatMap(each -> each.assignment().instances().stream()).toList();
    }
}
