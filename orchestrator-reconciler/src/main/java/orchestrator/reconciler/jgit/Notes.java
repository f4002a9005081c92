package orchestrator.reconciler.jgit;

import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import orchestrator.core.model.CommitId;
import orchestrator.reconciler.git.RepositoryException;
import orchestrator.reconciler.git.RepositoryException.Kind;
import org.eclipse.jgit.lib.CommitBuilder;
import org.eclipse.jgit.lib.ObjectId;
import org.eclipse.jgit.lib.ObjectInserter;
import org.eclipse.jgit.lib.ObjectReader;
import org.eclipse.jgit.lib.PersonIdent;
import org.eclipse.jgit.notes.NoteMap;
import org.eclipse.jgit.revwalk.RevWalk;
import org.eclipse.jgit.transport.PushConnection;
import org.eclipse.jgit.transport.RemoteRefUpdate;
import org.eclipse.jgit.transport.RemoteRefUpdate.Status;
import org.eclipse.jgit.transport.Transport;

/** Writes notes: what is there is brought here, changed, and pushed if it is still the same. */
final class Notes {
    private static final String REFERENCE = "refs/notes/orch";
    private static final String NAME = "notes";

    private final Call call;
    private final InstantSource clock;

    Notes(Call call, InstantSource clock) {
        this.call = call;
        this.clock = clock;
    }

    void add(CommitId commit, String text) throws IOException {
        try (CacheRepository repository = call.cache().open(NAME, call.bounds())) {
            Optional<String> first = attempt(repository, commit, text);
            Optional<String> second = first.isEmpty()
                    ? first
                    : attempt(repository, commit, text);
            if (second.isPresent()) {
                throw new RepositoryException(Kind.REFUSED, "the note for " + commit.brief()
                        + " is not taken: " + second.get(), null);
            }
        }
    }

    /** Empty when it was taken, else why not. */
    private Optional<String> attempt(CacheRepository repository, CommitId commit, String text)
            throws IOException {
        Optional<ObjectId> old = call.fetching().head(repository, NAME, REFERENCE)
                .map(id -> ObjectId.fromString(id.value()));
        ObjectId changed = changed(repository, old, new Note(commit, text));
        return push(repository, old, changed);
    }

    private record Note(CommitId commit, String text) {}

    private ObjectId changed(CacheRepository repository, Optional<ObjectId> old, Note note)
            throws IOException {
        try (ObjectReader reader = repository.newObjectReader();
                RevWalk walk = new RevWalk(reader);
                ObjectInserter inserter = repository.newObjectInserter()) {
            NoteMap map = old.isPresent()
                    ? NoteMap.read(reader, walk.parseCommit(old.get()))
                    : NoteMap.newEmptyMap();
            map.set(ObjectId.fromString(note.commit().value()), note.text(), inserter);
            CommitBuilder commit = new CommitBuilder();
            commit.setTreeId(map.writeTree(inserter));
            old.ifPresent(commit::setParentId);
            PersonIdent us = new PersonIdent("orch", "orch@localhost", clock.instant(),
                    ZoneOffset.UTC);
            commit.setAuthor(us);
            commit.setCommitter(us);
            commit.setMessage("Note what became of " + note.commit().brief() + "\n");
            ObjectId id = inserter.insert(commit);
            inserter.flush();
            return id;
        }
    }

    private Optional<String> push(CacheRepository repository, Optional<ObjectId> old,
            ObjectId changed) throws IOException {
        try (Transport transport = call.transports().open(repository);
                PushConnection connection = transport.openPush()) {
            RemoteRefUpdate update = new RemoteRefUpdate(repository, changed.name(), changed,
                    REFERENCE, false, null, old.orElse(ObjectId.zeroId()));
            if (!connection.getRefsMap().containsKey(REFERENCE) != old.isEmpty()
                    || old.isPresent() && !connection.getRef(REFERENCE).getObjectId()
                            .equals(old.get())) {
                return Optional.of("somebody else wrote notes at the same time");
            }
            connection.push(call.bounds(), Map.of(REFERENCE, update));
            return update.getStatus() == Status.OK
                    ? Optional.empty()
                    : Optional.of(Text.shown(Optional.ofNullable(update.getMessage())
                            .orElse(update.getStatus().name())));
        }
    }
}
