package orchestrator.reconciler.zookeeper;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.OpResult;

/**
 * One commit and its repetitions. After an attempt without an answer the very same commit is sent
 * again: every write in it names a version, so at most one of the two can be done. When the second
 * is refused, the refusal came through the ensemble's leader after the first; so what stands there
 * now tells whether the first was done.
 */
final class Commit implements ZooKeeperCall<Void> {
    private final CuratorFramework client;
    private final List<StoreWrite> writes;
    private final LongSupplier session;
    private boolean mayBeDone;

    /** {@code session} tells the present one: ephemeral records of this commit are to hang on it. */
    Commit(CuratorFramework client, List<StoreWrite> writes, LongSupplier session) {
        this.client = client;
        this.writes = writes;
        this.session = session;
    }

    @Override
    public Void attempt() throws Exception {
        List<CuratorOp> operations = new ArrayList<>();
        for (StoreWrite write : writes) {
            operations.add(operation(write));
        }
        try {
            client.transaction().forOperations(operations);
        } catch (KeeperException e) {
            if (ZooKeeperCall.isWithoutAnswer(e)) {
                mayBeDone = true;
                throw e;
            }
            refused(e);
        }
        return null;
    }

    private CuratorOp operation(StoreWrite write) throws Exception {
        return switch (write) {
            case StoreWrite.Check(String path, int version) ->
                client.transactionOp().check().withVersion(version).forPath(path);
            case StoreWrite.Create(String path, byte[] data, boolean ephemeral) ->
                client.transactionOp().create()
                        .withMode(ephemeral ? CreateMode.EPHEMERAL : CreateMode.PERSISTENT)
                        .forPath(path, data);
            case StoreWrite.Update(String path, byte[] data, int version) ->
                client.transactionOp().setData().withVersion(version).forPath(path, data);
            case StoreWrite.Delete(String path, int version) ->
                client.transactionOp().delete().withVersion(version).forPath(path);
        };
    }

    private void refused(KeeperException refusal) throws Exception {
        StoreConflictException conflict = conflict(refusal);
        if (!mayBeDone) {
            throw conflict;
        }
        switch (Aftermath.of(writes, session.getAsLong(),
                path -> StoredRecords.read(client, path))) {
            case DONE -> {
                // The first attempt was done and only its answer was lost.
            }
            case NOT_DONE -> throw conflict;
            case UNKNOWN -> throw new StoreUnavailableException(
                    "the ensemble did not answer a write of " + conflict.path()
                            + ", and it was changed again since: nobody can tell whether the write"
                            + " was done",
                    refusal);
        }
    }

    private StoreConflictException conflict(KeeperException refusal) {
        List<OpResult> results = refusal.getResults();
        for (int i = 0; results != null && i < results.size(); i++) {
            if (results.get(i) instanceof OpResult.ErrorResult error && isCause(error)) {
                return new StoreConflictException(writes.get(i).path(),
                        found(KeeperException.Code.get(error.getErr()), refusal));
            }
        }
        throw new StoreUnavailableException("the ensemble refuses a write", refusal);
    }

    /** Writes before the wrong one have OK here, writes after it RUNTIMEINCONSISTENCY. */
    private static boolean isCause(OpResult.ErrorResult error) {
        return error.getErr() != KeeperException.Code.OK.intValue()
                && error.getErr() != KeeperException.Code.RUNTIMEINCONSISTENCY.intValue();
    }

    private static String found(KeeperException.Code code, KeeperException refusal) {
        return switch (code) {
            case BADVERSION -> "is at another version";
            case NODEEXISTS -> "exists already";
            case NONODE -> "does not exist, or has nothing to stand below";
            case NOTEMPTY -> "has records below it";
            case NOCHILDRENFOREPHEMERALS -> "would stand below an ephemeral record";
            case null, default ->
                throw new StoreUnavailableException("the ensemble refuses a write", refusal);
        };
    }
}
