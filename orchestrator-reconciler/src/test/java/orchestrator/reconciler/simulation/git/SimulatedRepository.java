package orchestrator.reconciler.simulation.git;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.CommitMark;
import orchestrator.reconciler.simulation.SimulatedTimeline;

/** Branches of commits, each with one parent at most, behind a server that may not answer. */
public final class SimulatedRepository {
    private static final long MIX = 0x9E3779B97F4A7C15L;

    private final SimulatedTimeline world;
    private final SortedMap<CommitId, Commit> commits = new TreeMap<>();
    private final SortedMap<String, CommitId> branches = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private Trouble trouble = Trouble.NONE;
    private Duration delay = Duration.ofMillis(20);
    private int asked;
    private int asking;
    private int mostAsking;

    SimulatedRepository(SimulatedTimeline world) {
        this.world = world;
    }

    /** What is wrong with its server. */
    public enum Trouble {
        NONE,
        /** It answers that nobody may come in. */
        REFUSES,
        /** Nothing is there. */
        UNREACHABLE,
        /** It takes the question and never answers. */
        HANGS
    }

    /** What stands in it, and on what it was built. */
    public record Commit(CommitMark mark, Optional<CommitId> parent, boolean signed,
            SortedMap<String, String> files) {
        public CommitId id() {
            return mark.id();
        }
    }

    /** A commit that is about to be made on top of a branch. */
    public record Draft(String branch, String subject, boolean signed,
            Map<String, String> files) {
        public Draft(String subject, Map<String, String> files) {
            this("main", subject, true, files);
        }
    }

    /** Commits and pushes: a signed commit on main. */
    public CommitId push(String subject, String path, String text) {
        return push(new Draft(subject, Map.of(path, text)));
    }

    /** Commits and pushes. The files are all there are from then on. */
    public CommitId push(Draft draft) {
        Commit made = commit(draft, Optional.ofNullable(branches.get(draft.branch())));
        branches.put(draft.branch(), made.id());
        return made.id();
    }

    /** Pushes by force: a commit on top of {@code parent}, or of nothing. */
    public CommitId force(Draft draft, Optional<CommitId> parent) {
        Commit made = commit(draft, parent);
        branches.put(draft.branch(), made.id());
        return made.id();
    }

    /** The branch points at a commit that is there already. */
    public void reset(String branch, CommitId commit) {
        branches.put(branch, commit);
    }

    public void trouble(Trouble now) {
        trouble = now;
    }

    public void delay(Duration now) {
        delay = now;
    }

    private Commit commit(Draft draft, Optional<CommitId> parent) {
        long number = (commits.size() + 1) * MIX;
        CommitId id = new CommitId(String.format("%016x%024x", number, commits.size() + 1));
        Commit made = new Commit(new CommitMark(id, "carol", draft.subject(), world.now()), parent,
                draft.signed(), new TreeMap<>(draft.files()));
        commits.put(id, made);
        return made;
    }

    Optional<Commit> head(String branch) {
        return Optional.ofNullable(branches.get(branch)).map(commits::get);
    }

    /** The head of main. */
    public CommitId head() {
        return branches.get("main");
    }

    public Optional<Commit> commit(CommitId id) {
        return Optional.ofNullable(commits.get(id));
    }

    /** True when {@code later} is {@code earlier} or was built on it. */
    public boolean contains(CommitId later, CommitId earlier) {
        Optional<Commit> each = commit(later);
        while (each.isPresent() && !each.get().id().equals(earlier)) {
            each = each.get().parent().flatMap(this::commit);
        }
        return each.isPresent();
    }

    Trouble trouble() {
        return trouble;
    }

    Duration delay() {
        return delay;
    }

    void begin() {
        asked++;
        asking++;
        mostAsking = Math.max(mostAsking, asking);
    }

    void end() {
        asking--;
    }

    void note(String text) {
        notes.add(text);
    }

    /** Notes that were pushed, oldest first, each beginning with the short name of its commit. */
    public List<String> notes() {
        return List.copyOf(notes);
    }

    /** How often it was asked for a head. */
    public int asked() {
        return asked;
    }

    /** How many asked at the same time, at most. */
    public int mostAsking() {
        return mostAsking;
    }
}
