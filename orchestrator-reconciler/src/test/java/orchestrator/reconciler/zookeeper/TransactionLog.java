package orchestrator.reconciler.zookeeper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.jute.Record;
import org.apache.zookeeper.ZooDefs.OpCode;
import org.apache.zookeeper.server.ByteBufferInputStream;
import org.apache.zookeeper.server.persistence.FileTxnLog;
import org.apache.zookeeper.server.persistence.TxnLog.TxnIterator;
import org.apache.zookeeper.txn.CheckVersionTxn;
import org.apache.zookeeper.txn.CreateTxn;
import org.apache.zookeeper.txn.DeleteTxn;
import org.apache.zookeeper.txn.ErrorTxn;
import org.apache.zookeeper.txn.MultiTxn;
import org.apache.zookeeper.txn.SetDataTxn;
import org.apache.zookeeper.txn.Txn;

/**
 * What an ensemble has really decided, in its order, read from the files of its servers and not
 * asked of anybody: the truth that fencing is judged by.
 */
public final class TransactionLog {
    private TransactionLog() {}

    /** What one part of a transaction does. */
    public enum Kind {
        CREATE, UPDATE, DELETE, CHECK, REFUSED, OTHER
    }

    /**
     * A part of a transaction.
     *
     * @param version of an update the one it makes, of a check the one it demands; of a refusal the
     *                code of ZooKeeper; else 0
     */
    public record Operation(Kind kind, String path, int version, byte[] data) {}

    /**
     * Decided as one.
     *
     * @param at milliseconds of the machine's clock
     */
    public record Transaction(long zxid, long session, long at, List<Operation> operations) {
        /** The part of that kind that concerns {@code path}. */
        public Stream<Operation> on(Kind kind, String path) {
            return operations.stream()
                    .filter(each -> each.kind() == kind && each.path().equals(path));
        }

        /** True when it had no effect. */
        public boolean isRefused() {
            return operations.stream().anyMatch(each -> each.kind() == Kind.REFUSED);
        }
    }

    /**
     * Every transaction that a majority of these servers holds, oldest first.
     *
     * @param dataDirectories of all servers of the ensemble; what cannot be read counts as empty
     */
    public static List<Transaction> of(List<Path> dataDirectories) {
        SortedMap<Long, Transaction> all = new TreeMap<>();
        Map<Long, Integer> copies = new TreeMap<>();
        for (Path directory : dataDirectories) {
            Set<Long> here = new TreeSet<>();
            for (Transaction each : read(directory)) {
                if (here.add(each.zxid())) {
                    all.put(each.zxid(), each);
                    copies.merge(each.zxid(), 1, Integer::sum);
                }
            }
        }
        return all.values().stream()
                .filter(each -> 2 * copies.get(each.zxid()) > dataDirectories.size()).toList();
    }

    private static List<Transaction> read(Path directory) {
        Path files = directory.resolve("version-2");
        List<Transaction> found = new ArrayList<>();
        if (!Files.isDirectory(files)) {
            return found;
        }
        try (TxnIterator iterator = new FileTxnLog(files.toFile()).read(0)) {
            boolean more = iterator.getHeader() != null;
            while (more) {
                found.add(new Transaction(iterator.getHeader().getZxid(),
                        iterator.getHeader().getClientId(), iterator.getHeader().getTime(),
                        operations(iterator.getHeader().getType(), iterator.getTxn())));
                more = iterator.next();
            }
        } catch (IOException e) {
            // The server writes its last record just now, or its disk was full in the middle of one.
            return found;
        }
        return found;
    }

    private static List<Operation> operations(int type, Record record) {
        if (record instanceof MultiTxn multi) {
            return multi.getTxns().stream().map(TransactionLog::part).toList();
        }
        return List.of(operation(type, record));
    }

    private static Operation part(Txn part) {
        Record record = switch (part.getType()) {
            case OpCode.create, OpCode.create2 -> new CreateTxn();
            case OpCode.setData -> new SetDataTxn();
            case OpCode.delete -> new DeleteTxn();
            case OpCode.check -> new CheckVersionTxn();
            case OpCode.error -> new ErrorTxn();
            default -> throw new IllegalStateException("unexpected part " + part.getType());
        };
        try {
            ByteBufferInputStream.byteBuffer2Record(ByteBuffer.wrap(part.getData()), record);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return operation(part.getType(), record);
    }

    private static Operation operation(int type, Record record) {
        return switch (record) {
            case CreateTxn it -> new Operation(Kind.CREATE, it.getPath(), 0, it.getData());
            case SetDataTxn it ->
                new Operation(Kind.UPDATE, it.getPath(), it.getVersion(), it.getData());
            case DeleteTxn it -> new Operation(Kind.DELETE, it.getPath(), 0, new byte[0]);
            // ZooKeeper writes down the version that an update would have made
            case CheckVersionTxn it ->
                new Operation(Kind.CHECK, it.getPath(), it.getVersion() - 1, new byte[0]);
            case ErrorTxn it -> new Operation(Kind.REFUSED, "", it.getErr(), new byte[0]);
            case null, default -> new Operation(Kind.OTHER, "type " + type, 0, new byte[0]);
        };
    }
}
