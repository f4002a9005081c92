package orchestrator.reconciler.git;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import orchestrator.core.model.Name;
import orchestrator.core.model.ProjectName;
import orchestrator.reconciler.controller.Office;
import orchestrator.reconciler.controller.TermOverException;
import orchestrator.reconciler.loop.Loop;
import orchestrator.reconciler.loop.Timeline;
import orchestrator.reconciler.store.ClusterRecords;
import orchestrator.reconciler.store.ClusterStore;
import orchestrator.reconciler.store.Newest;
import orchestrator.reconciler.store.Paths;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreUnavailableException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All that is known and done of repositories within one term; only hints come from elsewhere. */
final class GitTerm {
    private static final Logger LOG = LoggerFactory.getLogger(GitTerm.class);
    private static final Duration RESYNC = Duration.ofSeconds(10);
    /** Until one that was due and could not be asked is tried again. */
    private static final Duration WHEN_POSTPONED = Duration.ofSeconds(1);
    private static final List<String> ALWAYS = List.of(Paths.GIT, Paths.GIT_ORDERS);
    /** Of no interest where nobody follows anything. */
    private static final List<String> ONCE_CONNECTED = List.of(Paths.PROJECTS, Paths.ROLLOUTS,
            Paths.SECRETS);

    private final Timeline timeline;
    private final ClusterRecords records;
    private final Office office;
    private final GitFollower follower;
    private final GitAsking asking;
    private final Set<String> hints = ConcurrentHashMap.newKeySet();
    private final List<ClusterStore.Watch> watches = new ArrayList<>();
    private final SortedMap<ProjectName, Followed> followed = new TreeMap<>();
    private Loop loop;
    private Runnable woken = () -> {};
    private Timeline.Cancellation next = () -> {};
    private Instant nextResync = Instant.EPOCH;
    private Optional<Newest> comparedWith = Optional.empty();
    private boolean closed;

    GitTerm(Timeline timeline, ClusterRecords records, GitParts parts, Office office) {
        this.timeline = timeline;
        this.records = records;
        this.office = office;
        this.follower = new GitFollower(timeline, records, parts, office);
        this.asking = new GitAsking(timeline, records, parts);
    }

    /** @param wake may be called from any thread, and as often as anybody likes */
    void start(Loop its, Runnable wake) {
        loop = its;
        woken = wake;
        watch(ALWAYS);
        Runnable look = () -> {
            if (!closed) {
                wake.run();
            }
        };
        asking.start(look);
        follower.start(look);
        wake.run();
    }

    private void watch(List<String> roots) {
        roots.forEach(root -> watches.add(records.store().watch(root, path -> {
            hints.add(path);
            woken.run();
        })));
    }

    void close() {
        closed = true;
        next.cancel();
        watches.forEach(ClusterStore.Watch::close);
        loop.close();
        asking.close();
        follower.close();
    }

    void step() {
        if (closed || !records.store().session().isConnected()) {
            return;
        }
        office.settle();
        takeHints();
        for (Followed each : List.copyOf(followed.values())) {
            if (each.takeChange()) {
                guarded(each, () -> follow(each));
            }
            if (each.isDue(timeline.now())) {
                guarded(each, () -> asking.ask(each));
            }
        }
        next.cancel();
        followed.values().stream().flatMap(each -> each.pause(timeline.now()).stream())
                .map(pause -> pause.isPositive() ? pause : WHEN_POSTPONED)
                .min(Duration::compareTo)
                .ifPresent(pause -> next = timeline.after(pause, loop::wake));
    }

    private void follow(Followed each) {
        if (!follower.follow(each)) {
            followed.remove(each.project());
        }
    }

    /** What is wrong with one must not delay the others. */
    private void guarded(Followed each, Runnable step) {
        try {
            step.run();
        } catch (TermOverException | StoreUnavailableException e) {
            each.change();
            throw e;
        } catch (StoreConflictException e) {
            LOG.debug("project {} changed while it was looked at: {}", each.project(),
                    e.getMessage());
            each.change();
            loop.wake();
        } catch (RuntimeException e) {
            LOG.warn("project {} is not followed for now: {}", each.project(), e.toString());
            LOG.debug("project {} is not followed for now", each.project(), e);
            comparedWith = Optional.empty();
        }
    }

    private void takeHints() {
        boolean due = !timeline.now().isBefore(nextResync);
        // Before anything is read: what is written meanwhile makes the next one another.
        Optional<Newest> newest = due ? Optional.of(records.store().newest()) : comparedWith;
        boolean all = !newest.equals(comparedWith);
        boolean list = all;
        for (String path : hints) {
            hints.remove(path);
            all |= ALWAYS.contains(path) || ONCE_CONNECTED.contains(path);
            list |= all || path.startsWith(Paths.GIT + "/");
            change(path);
        }
        if (list) {
            list();
        }
        if (all) {
            followed.values().forEach(Followed::change);
        }
        if (due) {
            // Time alone brings the next try, which nothing in the store tells of.
            followed.values().stream().filter(each -> each.telling().isOwed())
                    .forEach(Followed::change);
            comparedWith = newest;
            nextResync = timeline.now().plus(RESYNC);
        }
    }

    /** The project is the second part of every path that is watched. */
    private void change(String path) {
        String[] parts = path.split("/");
        if (parts.length > 2 && Name.isValid(parts[2])) {
            Followed its = followed.get(new ProjectName(parts[2]));
            if (its != null) {
                its.change();
            }
            if (its != null && path.startsWith(Paths.SECRETS)) {
                its.askSoon();
            }
        }
    }

    /** Also of what is not connected any more something may be left behind. */
    private void list() {
        for (String root : List.of(Paths.GIT, Paths.GIT_ORDERS, Paths.GIT_STATES)) {
            records.store().children(root).stream().filter(Name::isValid).map(ProjectName::new)
                    .forEach(name -> followed.computeIfAbsent(name,
                            _ -> new Followed(name, records)));
        }
        if (!followed.isEmpty() && watches.size() == ALWAYS.size()) {
            watch(ONCE_CONNECTED);
        }
    }
}
