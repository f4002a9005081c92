package orchestrator.reconciler.simulation.exhaustive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.RolloutRecord.Outcome;
import orchestrator.core.model.SecretName;
import orchestrator.reconciler.simulation.Declarations;
import orchestrator.reconciler.simulation.git.SimulatedCommitter;
import orchestrator.reconciler.store.Paths;

/** The thirteen stories. */
final class Stories {
    private static final ProjectName SHOP = new ProjectName("shop");
    private static final ProjectName SITE = new ProjectName("site");
    private static final ProjectName VAULT = new ProjectName("vault");
    private static final Incarnation FIRST = new Incarnation(1, 2);
    private static final SecretName TOKEN = new SecretName("token");

    private Stories() {}

    static List<Scenario> all() {
        return List.of(firstApply(), scaleUpAndDown(), rollout(), rollback(), drain(), nodeLoss(),
                deleteStack(), singletonMove(), secretRotation(), configurationChangeByReload(),
                controllerFailover(), upgrade(), gitOps());
    }

    private static Scenario firstApply() {
        return new Scenario("first_apply", 2, _ -> {}, stage -> {
            stage.apply(Declarations.shop(1, 1));
            stage.awaitReady(3);
        });
    }

    private static Scenario scaleUpAndDown() {
        return new Scenario("scale_up_and_down", 2, stage -> shop(stage, 1), stage -> {
            stage.apply(Declarations.shop(2, 1));
            stage.await(SHOP, 2, Outcome.DONE);
            stage.awaitReady(5);
            stage.apply(Declarations.shop(1, 1));
            stage.awaitReady(3);
        }, stage -> List.of("listed " + stage.sight().listedBy("haproxy-1")));
    }

    private static Scenario rollout() {
        return new Scenario("rollout", 2, Stories::site, stage -> {
            stage.apply(Declared.site(2, "web:2"));
            stage.await(SITE, 2, Outcome.DONE);
        });
    }

    private static Scenario rollback() {
        return new Scenario("rollback", 2, stage -> {
            site(stage);
            stage.cluster().breakImage("web:2", true);
        }, stage -> {
            stage.apply(Declared.site(2, "web:2"));
            stage.await(SITE, 3, Outcome.DONE);
        });
    }

    private static Scenario drain() {
        return new Scenario("drain", 3, Stories::site, stage -> {
            stage.does(() -> stage.cluster().drain("core-01"), () -> stage.cluster().records()
                    .intent(new NodeName("core-01")).isPresent());
            stage.cluster().await("an empty node",
                    () -> stage.cluster().node("core-01").containers().isEmpty());
            stage.awaitReady(2);
        }, stage -> List.of("on core-01: " + stage.sight().containersOn("core-01")));
    }

    private static Scenario nodeLoss() {
        return new Scenario("node_loss", 3, Stories::site, stage -> {
            stage.lose("core-01");
            stage.cluster().pass(Duration.ofSeconds(1));
            stage.awaitReady(2);
        });
    }

    private static Scenario deleteStack() {
        return new Scenario("delete_stack", 2, stage -> shop(stage, 1), stage -> {
            stage.delete("shop");
            stage.cluster().await("nothing", () -> stage.sight().running().isEmpty());
        });
    }

    private static Scenario singletonMove() {
        return new Scenario("singleton_move", 2, stage -> {
            stage.apply(Declarations.ledger("lease", "ledger:1"));
            stage.awaitReady(1);
            stage.settle();
        }, stage -> {
            stage.does(() -> stage.cluster().drain("core-01"), () -> stage.cluster().records()
                    .intent(new NodeName("core-01")).isPresent());
            stage.cluster().await("it elsewhere", () -> stage.sight().containersOn("core-02") == 1
                    && stage.sight().containersOn("core-01") == 0);
            stage.awaitReady(1);
        });
    }

    private static Scenario secretRotation() {
        return new Scenario("secret_rotation", 2, stage -> {
            stage.apply(Declared.vault());
            secret(stage, "one", 1);
            stage.awaitReady(2);
            stage.settle();
        }, stage -> {
            secret(stage, "two", 2);
            stage.cluster().await("the new value", () -> stage.sight().running().values().stream()
                    .allMatch(each -> each.compareTo(FIRST) > 0));
            stage.awaitReady(2);
        });
    }

    private static Scenario configurationChangeByReload() {
        return new Scenario("configuration_change_by_reload", 2, stage -> shop(stage, 1),
                stage -> {
                    stage.apply(Declarations.shop(1, 1), Declarations.TEMPLATE_TEXT + "# new\n");
                    stage.cluster().await("the new file", () -> stage.sight()
                            .file("haproxy-1", "/etc/haproxy.cfg").contains("# new"));
                    stage.awaitReady(3);
                }, stage -> List.of(stage.sight().file("haproxy-1", "/etc/haproxy.cfg")
                        .contains("# new") ? "new" : "old"));
    }

    private static Scenario controllerFailover() {
        return new Scenario("controller_failover", 2, Stories::site, stage -> {
            stage.apply(Declared.site(4, "web:1"));
            stage.kill(stage.cluster().leader().orElseThrow());
            stage.awaitReady(4);
        });
    }

    private static Scenario upgrade() {
        List<String> newer = List.of(Paths.project(SITE), Paths.rollout(SITE));
        return new Scenario("upgrade", 2, stage -> {
            site(stage);
            newer.forEach(path -> NewerForm.giveTo(stage.cluster().records().store(), path));
        }, stage -> {
            stage.kill("core-01-1");
            stage.kill(stage.cluster().leader().orElseThrow());
            stage.apply(Declared.site(2, "web:2"));
            stage.await(SITE, 2, Outcome.DONE);
            newer.forEach(path -> NewerForm.requireKept(stage.cluster().records().store(), path));
        });
    }

    /** Two pushes of which the cluster is told, each when the one before has come about. */
    private static Scenario gitOps() {
        return new Scenario("git_ops", 2, stage -> {
            stage.connect("site");
            push(stage, 1);
            stage.settle();
        }, stage -> {
            push(stage, 2);
            push(stage, 3);
        }, stage -> List.of("applied " + stage.committer().state().orElseThrow().applied()
                .map(each -> each.commit().subject() + " as " + each.revision())));
    }

    /** One commit, and what becomes of it: the revision of that number and no other. */
    private static void push(Stage stage, int number) {
        SimulatedCommitter committer = stage.committer();
        committer.push("commit " + number, Declared.site(1, "web:" + number));
        stage.does(committer::order, () -> committer.revision() == number);
        stage.await(SITE, number, Outcome.DONE);
    }

    private static void shop(Stage stage, int lamps) {
        stage.apply(Declarations.shop(lamps, 1));
        stage.awaitReady(1 + 2 * lamps);
        stage.settle();
    }

    private static void site(Stage stage) {
        stage.apply(Declared.site(2, "web:1"));
        stage.await(SITE, 1, Outcome.DONE);
        stage.settle();
    }

    private static void secret(Stage stage, String value, int version) {
        stage.does(() -> stage.cluster().person().setSecret(VAULT, TOKEN, value.getBytes(UTF_8)),
                () -> stage.cluster().records().secrets(VAULT).stream()
                        .flatMap(id -> stage.cluster().records().secret(id).stream())
                        .anyMatch(found -> found.value().version() == version));
    }
}
