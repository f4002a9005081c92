package orchestrator.reconciler.zookeeper;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import orchestrator.reconciler.store.Ensemble;
import orchestrator.reconciler.store.NoAnswerException;
import orchestrator.reconciler.store.StoreConflictException;
import orchestrator.reconciler.store.StoreUnavailableException;
import orchestrator.reconciler.store.StoreWrite;
import orchestrator.reconciler.store.StoredRecord;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.api.transaction.CuratorOp;
import org.apache.curator.framework.imps.CuratorFrameworkState;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.OpResult;
import org.apache.zookeeper.ZooKeeper;

/**
 * The real servers, asked through Curator. What a server refuses becomes a conflict that names the
 * first wrong record.
 */
final class CuratorEnsemble implements Ensemble {
    private final CuratorFramework client;

    CuratorEnsemble(CuratorFramework client) {
        this.client = client;
    }

    @Override
    public void send(List<StoreWrite> writes) throws NoAnswerException {
        ask("write " + writes.getFirst().path(), () -> {
            List<CuratorOp> operations = operations(writes);
            try {
                return client.transaction().forOperations(operations);
            } catch (KeeperException e) {
                if (ZooKeeperCall.isWithoutAnswer(e)) {
                    throw e;
                }
                throw conflict(writes, e, e.getResults());
            }
        });
    }

    @Override
    public List<Answer> sendAll(List<List<StoreWrite>> transactions) {
        try {
            return ask("write " + transactions.size() + " times", () -> {
                PipelinedCommits commits = new PipelinedCommits();
                ZooKeeper zooKeeper = client.getZookeeperClient().getZooKeeper();
                for (List<StoreWrite> writes : transactions) {
                    commits.send(zooKeeper,
                            operations(writes).stream().map(CuratorOp::get).toList());
                }
                return commits.answers(transactions);
            });
        } catch (NoAnswerException e) {
            return transactions.stream().<Answer>map(_ -> new Answer.None(e)).toList();
        }
    }

    @Override
    public Optional<StoredRecord> read(String path) throws NoAnswerException {
        return ask("read " + path, () -> StoredRecords.read(client, path));
    }

    @Override
    public long session() throws NoAnswerException {
        return ask("connect", () -> client.getZookeeperClient().getZooKeeper().getSessionId());
    }

    /**
     * Asks once.
     *
     * @throws StoreUnavailableException when the answer is an error that nobody expects here
     */
    <T> T ask(String what, ZooKeeperCall<T> call) throws NoAnswerException {
        if (client.getState() != CuratorFrameworkState.STARTED) {
            throw new StoreUnavailableException("the connection to ZooKeeper is closed");
        }
        try {
            return call.attempt();
        } catch (KeeperException e) {
            if (ZooKeeperCall.isWithoutAnswer(e)) {
                throw new NoAnswerException("no answer to: " + what, e);
            }
            throw new StoreUnavailableException("ZooKeeper refuses to " + what, e);
        } catch (RuntimeException e) {
            throw e;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreUnavailableException("interrupted while waiting to " + what, e);
        } catch (Exception e) {
            throw new StoreUnavailableException("could not " + what, e);
        }
    }

    List<CuratorOp> operations(List<StoreWrite> writes) throws Exception {
        List<CuratorOp> operations = new ArrayList<>();
        for (StoreWrite write : writes) {
            operations.add(operation(write));
        }
        return operations;
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

    /** The conflict at the first wrong write; any other refusal is thrown. */
    static StoreConflictException conflict(List<StoreWrite> writes, KeeperException refusal,
            List<OpResult> results) {
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
