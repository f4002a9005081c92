package orchestrator.reconciler.simulation.swarm;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.reconciler.client.ProjectChangedException;
import orchestrator.reconciler.simulation.SimulatedCluster;
import orchestrator.reconciler.simulation.Strangers;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreUnavailableException;

/** What persons do: they change their mind, and what they ask for may fail. */
final class Persons {
    private final SimulatedCluster cluster;
    private final Random random;
    private final Tally tally;
    private final List<Wish> wishes = new ArrayList<>();
    private final TreeSet<String> deleted = new TreeSet<>();
    private final TreeSet<String> drained = new TreeSet<>();
    private final TreeSet<String> paused = new TreeSet<>();

    Persons(SimulatedCluster cluster, Random random, Tally tally) {
        this.cluster = cluster;
        this.random = random;
        this.tally = tally;
    }

    void begin(int projects, int most) {
        Strangers.settle(cluster, "p1");
        for (int number = 1; number <= projects; number++) {
            Wish wish = Wish.draw(random, number, most);
            wishes.add(wish);
            apply(wish);
        }
    }

    List<Wish> wishes() {
        return wishes.stream().filter(each -> !deleted.contains(each.name())).toList();
    }

    Wish any() {
        return wishes.get(random.nextInt(wishes.size()));
    }

    void recount() {
        Wish wish = any();
        wish.recount(random);
        apply(wish);
    }

    void reimage(boolean bad) {
        Wish wish = any();
        wish.reimage(random);
        if (bad) {
            cluster.breakImage(wish.image(), true);
        }
        apply(wish);
    }

    void reconfigure() {
        Wish wish = any();
        wish.reconfigure();
        apply(wish);
    }

    void delete() {
        Wish wish = any();
        if (asked(() -> cluster.delete(wish.name()))) {
            deleted.add(wish.name());
            tally.saw(Sometimes.DELETED);
        }
    }

    void restart() {
        Wish wish = any();
        tally.saw(Sometimes.RESTARTED, !deleted.contains(wish.name()) && asked(
                () -> cluster.person().restart(wish.name(), wish.anyAddress(random))));
    }

    void pause() {
        Wish wish = any();
        boolean resumes = paused.remove(wish.name());
        boolean done = asked(() -> {
            if (resumes) {
                cluster.person().resume(wish.name());
            } else {
                cluster.person().pause(wish.name());
            }
        });
        if (done && !resumes) {
            paused.add(wish.name());
            tally.saw(Sometimes.ROLLOUT_PAUSED);
        }
    }

    /** Two of them want something of one project at the same moment. */
    void two() {
        Wish wish = any();
        cluster.timeline().after(java.time.Duration.ZERO, () -> apply(wish));
        cluster.timeline().after(java.time.Duration.ZERO, () -> {
            wish.recount(random);
            apply(wish);
        });
        tally.saw(Sometimes.APPLIED_BY_TWO);
    }

    void drain(String node) {
        if (drained.contains(node)) {
            if (asked(() -> cluster.undrain(node))) {
                drained.remove(node);
            }
        } else {
            // Also when no answer comes: it may be drained all the same.
            drained.add(node);
            asked(() -> cluster.drain(node));
        }
    }

    void confirmDead(String node) {
        drained.add(node);
        if (asked(() -> cluster.confirmDead(node))) {
            tally.saw(Sometimes.CONFIRMED_DEAD);
        }
    }

    /** False when it was refused, or nobody knows. */
    boolean apply(Wish wish) {
        boolean applied = asked(() -> cluster.apply(wish.yaml(), Wish.template()));
        if (applied) {
            deleted.remove(wish.name());
            paused.remove(wish.name());
            tally.saw(Sometimes.REVISION_APPLIED);
        }
        return applied;
    }

    /** Takes back what would keep the cluster from rest, and asks once more for what is wanted. */
    void settle() {
        drained.forEach(node -> insist(() -> asked(() -> cluster.undrain(node))));
        drained.clear();
        for (Wish wish : wishes()) {
            cluster.breakImage(wish.image(), false);
            wish.renew();
            insist(() -> apply(wish));
        }
        paused.clear();
    }

    private void insist(BooleanSupplier command) {
        for (int again = 0; again < 15 && !command.getAsBoolean(); again++) {
            cluster.pass(java.time.Duration.ofSeconds(1));
        }
    }

    /** False when it was refused, or nobody knows. */
    boolean asked(Runnable command) {
        try {
            command.run();
            return true;
        } catch (StoreUnavailableException | StoreConflictException | ProjectChangedException
                | IllegalArgumentException | IllegalStateException
                | java.util.NoSuchElementException e) {
            tally.saw(Sometimes.PERSON_REFUSED);
            return false;
        }
    }

    static boolean isRight(Wish wish) {
        return DeclarationReader.referencedFiles("test.yml", wish.yaml()) != null;
    }
}
