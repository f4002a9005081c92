package orchestrator.reconciler.simulation.zookeeper;

import java.util.TreeSet;

/** One record in a tree, with all a server keeps about it. */
final class Znode {
    final long createdIn;
    final long owner;
    final TreeSet<String> names;
    byte[] data;
    int version;
    long modifiedIn;
    long childrenChangedIn;
    /** How many records ever stood below it: what sequential names are counted by. */
    int everBelow;

    Znode(byte[] data, long zxid, long owner) {
        this(data, zxid, owner, new TreeSet<>());
        this.modifiedIn = zxid;
        this.childrenChangedIn = zxid;
    }

    private Znode(byte[] data, long zxid, long owner, TreeSet<String> names) {
        this.data = data;
        this.createdIn = zxid;
        this.owner = owner;
        this.names = names;
    }

    Znode copy() {
        Znode copy = new Znode(data, createdIn, owner, new TreeSet<>(names));
        copy.version = version;
        copy.modifiedIn = modifiedIn;
        copy.childrenChangedIn = childrenChangedIn;
        copy.everBelow = everBelow;
        return copy;
    }
}
