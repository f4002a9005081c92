package orchestrator.reconciler.zookeeper;

import org.apache.zookeeper.KeeperException;

/** Something asked of the ensemble, that may be asked again. */
@FunctionalInterface
interface ZooKeeperCall<T> {
    T attempt() throws Exception;

    /** True when the ensemble may or may not have done what was asked. */
    static boolean isWithoutAnswer(KeeperException e) {
        return switch (e.code()) {
            case CONNECTIONLOSS, OPERATIONTIMEOUT, REQUESTTIMEOUT, SESSIONEXPIRED, SESSIONMOVED ->
                true;
            default -> false;
        };
    }
}
