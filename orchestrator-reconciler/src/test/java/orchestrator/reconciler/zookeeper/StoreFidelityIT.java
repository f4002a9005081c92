package orchestrator.reconciler.zookeeper;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The model of ZooKeeper answers every random script as three real servers do, leaves the same tree
 * and tells the same in the same order: with connections cut, sessions ended, answers and requests
 * lost, and servers killed. A script is named by its seed; {@code -Dorch.fidelity.scripts} says how
 * many there are.
 */
class StoreFidelityIT {
    private static final int SCRIPTS = Integer.getInteger("orch.fidelity.scripts", 100);
    private static final long FIRST = Long.getLong("orch.fidelity.first", 1);
    private static final int AT_ONCE = Integer.getInteger("orch.fidelity.at-once", 16);
    /** One script in so many has a server killed in it, and runs alone. */
    private static final int KILLS = 50;
    private static final long KILL_SEEDS = 1_000_000;
    /** How often a script is begun anew that the machine disturbed. */
    private static final int ATTEMPTS = 6;
    private static final ConcurrentLinkedQueue<Long> UNDECIDED = new ConcurrentLinkedQueue<>();

    @TempDir
    private static Path directory;
    private static ZooKeeperEnsemble ensemble;

    @BeforeAll
    static void start_three_servers() {
        ensemble = ZooKeeperEnsemble.start(directory, ZooKeeperEnsemble.onLoopback());
    }

    @AfterAll
    static void stop_them() {
        ensemble.close();
    }

    @Test
    void random_scripts_come_out_the_same() throws Exception {
        ConcurrentLinkedQueue<String> differences = new ConcurrentLinkedQueue<>();
        ConcurrentLinkedQueue<String> answers = new ConcurrentLinkedQueue<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE)) {
            List<Future<?>> running = new ArrayList<>();
            LongStream.range(FIRST, FIRST + SCRIPTS).forEach(seed -> running.add(threads.submit(
                    () -> compare(FidelityScript.draw(seed, false), differences, answers))));
            for (Future<?> each : running) {
                each.get();
            }
        }
        assertThat(differences).isEmpty();
        assertThat(UNDECIDED).as("scripts that the machine disturbed each time")
                .hasSizeLessThanOrEqualTo(SCRIPTS / 10);
        long refused = answers.stream().filter(each -> each.startsWith("refused")).count();
        assertThat(refused).as("scripts in which nothing clashes show nothing")
                .isBetween(answers.size() / 10L, answers.size() * 9L / 10);
    }

    /** A write sent again was told of before the hint that anything may have changed. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {258, 284})
    void scripts_that_once_came_out_otherwise_come_out_the_same(long seed) {
        ConcurrentLinkedQueue<String> differences = new ConcurrentLinkedQueue<>();
        compare(FidelityScript.draw(seed, false), differences, new ConcurrentLinkedQueue<>());

        assertThat(differences).isEmpty();
    }

    static LongStream killSeeds() {
        return LongStream.range(KILL_SEEDS, KILL_SEEDS + Math.max(2, SCRIPTS / KILLS));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("killSeeds")
    void scripts_in_which_the_leading_server_is_killed_come_out_the_same(long seed) {
        ConcurrentLinkedQueue<String> differences = new ConcurrentLinkedQueue<>();
        compare(FidelityScript.draw(seed, true), differences, new ConcurrentLinkedQueue<>());

        assertThat(differences).isEmpty();
    }

    /** What came of one step, and what each watch told in it. */
    private record Step(String answer, List<List<String>> hints) {}

    /** {@code disturbed} when a connection broke that the script had not broken. */
    private record Played(List<Step> steps, List<String> tree, boolean disturbed) {}

    private static void compare(FidelityScript script, ConcurrentLinkedQueue<String> differences,
            ConcurrentLinkedQueue<String> answers) {
        try {
            Played model = playModel(script);
            Played real = playReal(script, model);
            for (int attempt = 2; real.disturbed() && attempt <= ATTEMPTS; attempt++) {
                real = playReal(script, model);
            }
            if (real.disturbed()) {
                UNDECIDED.add(script.seed());
                return;
            }
            real.steps().forEach(each -> answers.add(each.answer()));
            difference(script, model, real).ifPresent(differences::add);
        } catch (RuntimeException | Error e) {
            differences.add("seed " + script.seed() + ": " + e);
        }
    }

    private static Played playModel(FidelityScript script) {
        try (ModelStage stage = new ModelStage(script)) {
            List<Step> steps = new ArrayList<>();
            for (FidelityStep step : script.steps()) {
                List<Integer> before = sizes(stage);
                steps.add(new Step(stage.play(step), hints(stage, before)));
            }
            return new Played(steps, stage.tree(), false);
        }
    }

    /** Ends with the first answer that differs: what follows from it says nothing more. */
    private static Played playReal(FidelityScript script, Played model) {
        try (RealStage stage = new RealStage(ensemble, script)) {
            List<Step> steps = new ArrayList<>();
            for (int i = 0; i < script.steps().size(); i++) {
                List<Integer> before = sizes(stage);
                List<Integer> breaks = stage.breaks();
                String answer = stage.play(script.steps().get(i));
                Step expected = model.steps().get(i);
                stage.settle(IntStream.range(0, FidelityScript.CLIENTS).mapToObj(
                        client -> before.get(client) + expected.hints().get(client).size())
                        .toList());
                steps.add(new Step(answer, hints(stage, before)));
                if (isDisturbed(script.steps().get(i), breaks, stage.breaks())) {
                    return new Played(steps, List.of(), true);
                }
                if (!steps.getLast().answer().equals(expected.answer())) {
                    break;
                }
            }
            return new Played(steps, stage.tree(), false);
        }
    }

    /** A busy machine may break connections by itself: that is another script. */
    private static boolean isDisturbed(FidelityStep step, List<Integer> before,
            List<Integer> after) {
        return IntStream.range(0, FidelityScript.CLIENTS).anyMatch(client -> switch (step) {
            case FidelityStep.KillLeader _ -> false;
            case FidelityStep.Cut(int who) when who == client ->
                after.get(client) != before.get(client) + 1;
            case FidelityStep.CommitUnheard unheard when unheard.client() == client ->
                after.get(client) != before.get(client) + 1;
            case FidelityStep.Expire(int who) when who == client -> false;
            case FidelityStep.Reopen(int who) when who == client -> false;
            case FidelityStep _ -> !after.get(client).equals(before.get(client));
        });
    }

    /** What each watch told since there were so many hints. */
    private static List<List<String>> hints(FidelityStage stage, List<Integer> before) {
        return IntStream.range(0, FidelityScript.CLIENTS).mapToObj(client -> {
            List<String> all = stage.hints(client);
            return all.subList(before.get(client), all.size());
        }).toList();
    }

    private static List<Integer> sizes(FidelityStage stage) {
        return IntStream.range(0, FidelityScript.CLIENTS)
                .mapToObj(client -> stage.hints(client).size()).toList();
    }

    private static Optional<String> difference(FidelityScript script, Played model,
            Played real) {
        for (int i = 0; i < real.steps().size(); i++) {
            FidelityStep step = script.steps().get(i);
            if (!isAllowed(script, step, model.steps().get(i), real.steps().get(i))) {
                return Optional.of("seed " + script.seed() + ", step " + i + " " + describe(step)
                        + " watching " + script.watched() + "\n  model: "
                        + model.steps().get(i) + "\n  real:  " + real.steps().get(i));
            }
        }
        return model.tree().equals(real.tree())
                ? Optional.empty()
                : Optional.of("seed " + script.seed() + ", tree\n  model: " + model.tree()
                        + "\n  real:  " + real.tree());
    }

    private static boolean isAllowed(FidelityScript script, FidelityStep step, Step model,
            Step real) {
        return model.answer().equals(real.answer())
                && IntStream.range(0, FidelityScript.CLIENTS).allMatch(client -> FidelityHints
                        .allow(step, step.client() == client, script.watched().get(client),
                                model.hints().get(client), real.hints().get(client)));
    }

    private static String describe(FidelityStep step) {
        return step.toString().replaceAll("data=\\[B@[0-9a-f]+", "data");
    }
}
