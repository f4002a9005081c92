package orchestrator.reconciler.controller;

/**
 * One term of office.
 *
 * @param epoch         from 1, higher than that of every leader before; goes into incarnations
 * @param epochVersion  version of the epoch's record, which every write of the term checks
 * @param eventsVersion version of the record of events when the term began, which it counts on from;
 *                      {@link ServerMemory.Seen#NONE} when there was none, and none is checked yet
 */
public record LeaderTerm(int epoch, int epochVersion, int eventsVersion) {
    /** The highest version an epoch is raised to: the count of ZooKeeper ends at 2^31 - 1. */
    static final int LAST_VERSION = 1 << 30;

    /** The term that begins when the epoch's record reaches {@code version}. */
    static LeaderTerm ofVersion(int version, int eventsVersion) {
        if (version > LAST_VERSION) {
            throw new IllegalStateException("the leader's epoch cannot grow beyond " + version);
        }
        return new LeaderTerm(version + 1, version, eventsVersion);
    }

    /** True when no leader was there before: what it finds, nobody has told of yet. */
    boolean isFirst() {
        return epochVersion == 0;
    }
}
