package orchestrator.cli.command;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import orchestrator.core.declaration.DeclarationReader;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.CommitMark;
import orchestrator.reconciler.git.Declared;
import orchestrator.reconciler.git.Head;
import orchestrator.reconciler.git.Remote;
import orchestrator.reconciler.git.Repositories;
import orchestrator.reconciler.git.RepositoryException;

/** Repositories in memory: branches of commits, each with its files. */
final class FakeRepositories implements Repositories {
    private final Map<String, List<Commit>> branches = new TreeMap<>();
    boolean answers = true;
    Head.Signature signature = Head.Signature.NOT_ASKED;
    int open;

    private record Commit(CommitMark mark, SortedMap<String, String> files) {}

    /** The name of the commit with that number: {@code 1a1a1a1…}. */
    static CommitId id(int number) {
        return new CommitId((Integer.toHexString(number) + "a").repeat(20));
    }

    /** Adds a commit to a branch, with those files and no others. */
    CommitMark push(String url, String branch, String subject, Map<String, String> files) {
        int number = branches.values().stream().mapToInt(List::size).sum() + 1;
        CommitMark mark = new CommitMark(id(number), "alice", subject,
                Instant.parse("2026-11-22T14:01:0" + number % 10 + "Z"));
        branches.computeIfAbsent(url + " " + branch, _ -> new ArrayList<>())
                .add(new Commit(mark, new TreeMap<>(files)));
        return mark;
    }

    @Override
    public Head fetch(Remote remote, Optional<CommitId> applied) {
        List<Commit> commits = commits(remote);
        boolean contains = applied.isEmpty() || commits.stream()
                .anyMatch(each -> each.mark().id().equals(applied.get()));
        return new Head(commits.getLast().mark(), applied.isEmpty()
                ? Head.Relation.FIRST
                : contains ? Head.Relation.AHEAD : Head.Relation.DIVERGED,
                remote.trustedKeys().isEmpty() ? Head.Signature.NOT_ASKED : signature);
    }

    private List<Commit> commits(Remote remote) {
        if (!answers) {
            throw new RepositoryException(RepositoryException.Kind.UNREACHABLE,
                    remote.url() + " does not answer", new java.io.IOException());
        }
        String key = remote.url() + " " + remote.branch();
        if (branches.containsKey(key)) {
            return branches.get(key);
        }
        boolean known = branches.keySet().stream()
                .anyMatch(each -> each.startsWith(remote.url() + " "));
        throw new RepositoryException(RepositoryException.Kind.REFUSED, known
                ? remote.url() + " has no branch " + remote.branch()
                : "there is no repository at " + remote.url(), new java.io.IOException());
    }

    @Override
    public Declared read(Remote remote, CommitId commit, String path) {
        SortedMap<String, String> files = commits(remote).stream()
                .filter(each -> each.mark().id().equals(commit)).findFirst().orElseThrow()
                .files();
        if (!files.containsKey(path)) {
            return new Declared.Absent();
        }
        String text = files.get(path);
        String folder = path.contains("/") ? path.substring(0, path.lastIndexOf('/') + 1) : "";
        SortedMap<String, String> beside = new TreeMap<>();
        DeclarationReader.referencedFiles(path, text).stream()
                .filter(each -> files.containsKey(folder + each))
                .forEach(each -> beside.put(each, files.get(folder + each)));
        return new Declared.Found(path, text, beside, new TreeMap<>());
    }

    @Override
    public void note(Remote remote, CommitId commit, String text) {
        throw new UnsupportedOperationException("a command tells nobody");
    }

    @Override
    public void forget(String source) {
        branches.keySet().removeIf(each -> each.startsWith(source));
    }

    @Override
    public void close() {
        open--;
    }
}
