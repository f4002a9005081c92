package orchestrator.core.model;

/** The root record: which cluster this store holds, and in which format its records are. */
public record ClusterRecord(ClusterId id, int recordFormat) {
    /** The newest format of any record this program reads or writes. */
    public static final int FORMAT = 2;
}
