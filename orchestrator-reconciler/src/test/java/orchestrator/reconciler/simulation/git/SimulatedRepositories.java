package orchestrator.reconciler.simulation.git;

import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.model.CommitId;
import orchestrator.reconciler.git.Declared;
import orchestrator.reconciler.git.Head;
import orchestrator.reconciler.git.Head.Relation;
import orchestrator.reconciler.git.Head.Signature;
import orchestrator.reconciler.git.Remote;
import orchestrator.reconciler.git.Repositories;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.git.RepositoryException.Kind;
import orchestrator.reconciler.simulation.Call;
import orchestrator.reconciler.simulation.SimulatedProcess;
import orchestrator.reconciler.simulation.SimulatedTimeline;
import orchestrator.reconciler.simulation.git.SimulatedRepository.Commit;
import orchestrator.reconciler.simulation.git.SimulatedRepository.Trouble;

/** The repositories as one process reaches them: every call takes time, and may come to nothing. */
public final class SimulatedRepositories implements Repositories {
    private static final Duration UNTIL_NOBODY_IS_THERE = Duration.ofSeconds(2);
    private static final Duration UNTIL_GIVEN_UP = Duration.ofSeconds(30);

    private final SimulatedTimeline world;
    private final SimulatedGit git;
    private final SimulatedProcess process;

    SimulatedRepositories(SimulatedTimeline world, SimulatedGit git, SimulatedProcess process) {
        this.world = world;
        this.git = git;
        this.process = process;
    }

    @Override
    public Head fetch(Remote remote, Optional<CommitId> applied) {
        SimulatedRepository repository = git.at(remote.url());
        repository.begin();
        try {
            pass(repository, "fetch " + remote.branch());
        } finally {
            repository.end();
        }
        Commit head = repository.head(remote.branch()).orElseThrow(() -> new RepositoryException(
                Kind.REFUSED, "there is no branch " + remote.branch(), null));
        return new Head(head.mark(), relation(repository, head.id(), applied),
                remote.trustedKeys().isEmpty()
                        ? Signature.NOT_ASKED
                        : head.signed()
                                ? new Signature(Signature.Verdict.GOOD, "carol")
                                : new Signature(Signature.Verdict.NONE, "it is not signed"));
    }

    private static Relation relation(SimulatedRepository repository, CommitId head,
            Optional<CommitId> applied) {
        if (applied.isEmpty()) {
            return Relation.FIRST;
        }
        if (applied.get().equals(head)) {
            return Relation.SAME;
        }
        return repository.contains(head, applied.get()) ? Relation.AHEAD : Relation.DIVERGED;
    }

    @Override
    public Declared read(Remote remote, CommitId commit, String path) {
        SortedMap<String, String> tree = git.at(remote.url()).commit(commit).orElseThrow().files();
        if (!tree.containsKey(path)) {
            return new Declared.Absent();
        }
        String text = tree.get(path);
        SortedMap<String, String> files = new TreeMap<>();
        for (String named : DeclarationReader.referencedFiles(path, text)) {
            Optional.ofNullable(tree.get(DeclarationReader.nameBeside(path, named)))
                    .ifPresent(found -> files.put(named, found));
        }
        return new Declared.Found(path, text, files, new TreeMap<>());
    }

    @Override
    public void note(Remote remote, CommitId commit, String text) {
        SimulatedRepository repository = git.at(remote.url());
        pass(repository, "note " + commit.brief());
        repository.note(commit.brief() + " " + text);
    }

    private void pass(SimulatedRepository repository, String what) {
        Call call = world.nextCall(process, Call.Kind.GIT, what);
        Trouble fate = world.fates().git(call);
        process.goOnOnlyAlive();
        switch (fate == Trouble.NONE ? repository.trouble() : fate) {
            case NONE -> world.pause(repository.delay());
            case REFUSES -> throw new RepositoryException(Kind.REFUSED,
                    "the server refuses the credentials", null);
            case UNREACHABLE -> giveUp(UNTIL_NOBODY_IS_THERE, "the server is not there");
            case HANGS -> giveUp(UNTIL_GIVEN_UP, "the server did not answer in time");
        }
        world.fates().done(call);
        process.goOnOnlyAlive();
    }

    private void giveUp(Duration after, String why) {
        world.pause(after);
        process.goOnOnlyAlive();
        throw new RepositoryException(Kind.UNREACHABLE, why, null);
    }

    @Override
    public void forget(String source) {
        // Nothing is kept between calls.
    }

    @Override
    public void close() {
        // Nothing is open between calls.
    }
}
