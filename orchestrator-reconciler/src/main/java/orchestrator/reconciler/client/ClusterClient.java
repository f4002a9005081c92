package orchestrator.reconciler.client;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

import orchestrator.core.model.Event;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.Revision;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;

/**
 * What a person does to a cluster. Every call blocks for a bounded time and may throw
 * {@link orchestrator.reconciler.store.StoreUnavailableException}.
 */
public interface ClusterClient extends AutoCloseable {
    /** Everything, read now. */
    ClusterView view();

    /**
     * Makes {@code draft} the current revision of its project, in one commit together with the
     * generated secrets it needs that have no value yet.
     *
     * @param draft    number is ignored; the revision that was made is returned
     * @param expected current revision the person saw; empty when the project did not exist
     * @throws ProjectChangedException when the current revision is another one by now
     */
    Revision apply(Revision draft, OptionalInt expected);

    /** One kept revision. */
    Optional<Revision> revision(ProjectName project, int number);

    /** Every kept revision of a project that can be read, oldest first. */
    List<Revision> revisions(ProjectName project);

    /**
     * Holds back the rollout of the current revision: what is under way is finished, nothing more
     * is replaced. Returns false when it was held back already.
     *
     * @param expected current revision the person saw
     * @throws ProjectChangedException when the current revision is another one by now
     */
    boolean pause(ProjectName project, int expected, String who);

    /**
     * Lets the rollout of the current revision go on after a pause. Returns false when it was not
     * paused.
     *
     * @param expected current revision the person saw
     * @throws ProjectChangedException when the current revision is another one by now
     */
    boolean resume(ProjectName project, int expected);

    /**
     * A person vouches that a silent node is dead. Returns false when someone did before.
     *
     * @throws IllegalArgumentException when the node has a session: it is not dead
     */
    boolean confirmDead(NodeName node, String who, String why);

    /** Wants a node emptied. Returns false when it was wanted already. */
    boolean drain(NodeName node, String who, String why);

    /** Lets a node take work again. Returns false when it did already. */
    boolean undrain(NodeName node);

    /**
     * Sets a given secret, shared by the whole project. Returns its version: a new one, or the one it
     * has when that is the value already.
     */
    int setSecret(ProjectName project, SecretName name, byte[] plaintext);

    /** The secrets that have a value, with version and origin; never the value. */
    List<SecretRow> secrets(ProjectName project);

    /** Removes every value of that name; returns how many there were. */
    int deleteSecret(ProjectName project, SecretName name);

    /** Which projects follow repositories. */
    GitConnections git();

    /** The kept events, oldest first. */
    List<Event> events();

    /** Calls {@code changed} (a hint, on another thread) when anything in the cluster changes. */
    void onChange(Runnable changed);

    @Override
    void close();

    /** A secret as a list shows it. */
    record SecretRow(SecretId id, int version, boolean generated) {}
}
