package orchestrator.core.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

import orchestrator.core.model.InstanceId;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SecretId;
import orchestrator.core.scheduler.ClusterLedger;
import orchestrator.core.state.DesiredProject;
import orchestrator.core.state.DesiredState;
import orchestrator.core.state.NodeObservation;
import orchestrator.core.state.ObservedState;
import orchestrator.core.state.ObservedState.KnownSecret;

/**
 * What a planner keeps from one plan to the next: what should run, who uses whom, what every node has
 * given out, where data is, and whom the next plan has to look at. Plans made with it are those that
 * would be made without; they cost what has changed since. What did not change has to be the very
 * same object in both looks.
 *
 * <p>A new one knows nothing, so that its first plan looks at everything; so does the one after a
 * node has joined or is gone. Not safe for use by several threads.
 */
public final class ClusterIndex {
    private final TreeMap<ProjectName, Users> users = new TreeMap<>();
    private final TreeMap<SecretId, Integer> secrets = new TreeMap<>();
    private final TreeMap<NodeName, NodeObservation> restless = new TreeMap<>();
    private WantedInstances wanted = new WantedInstances();
    private SpecCatalog specs = new SpecCatalog();
    private InstanceSet attention = new InstanceSet();
    private DesiredState desired = DesiredState.NOTHING;
    private ObservedState observed;
    private ClusterLedger ledger;
    private boolean isNew;
    private DataLocations data;

    /** Of a cluster that is looked at once. */
    static ClusterIndex of(DesiredState desired, ObservedState observed) {
        ClusterIndex index = new ClusterIndex();
        index.see(desired, observed);
        return index;
    }

    ObservedState observed() {
        return observed;
    }

    WantedInstances wanted() {
        return wanted;
    }

    SpecCatalog specs() {
        return specs;
    }

    ClusterLedger ledger() {
        return ledger;
    }

    DataLocations data() {
        return data;
    }

    /**
     * The nodes of which something may follow though they do not change, or whatever it is that runs
     * there, by name: they are silent, in doubt, have something to bury, or were emptied of late.
     */
    Collection<NodeObservation> restless() {
        return restless.values();
    }

    /** Version of the value of every secret that has one. */
    TreeMap<SecretId, Integer> secrets() {
        return secrets;
    }

    /** Whom the next plan looks at; a plan that is never finished takes nobody away. */
    Attention attention() {
        InstanceSet looked = new InstanceSet();
        looked.addAll(attention);
        return new Attention(wanted, users, looked);
    }

    /** True when the next plan looks at all there are. */
    boolean isNew() {
        return isNew;
    }

    /** A plan was made: only those are looked at again of whom it says so. */
    void settle(InstanceSet unsettled) {
        attention = unsettled;
        isNew = false;
    }

    /** Takes in what is wanted and seen now; whoever that may concern is looked at by the next plan. */
    void see(DesiredState newDesired, ObservedState newObserved) {
        if (observed == null || !haveSameNodes(newObserved)) {
            seeFirst(newDesired, newObserved);
            return;
        }
        ObservedState before = observed;
        observed = newObserved;
        List<Integer> changed = changedSince(before);
        ledger.see(newObserved, changed);
        data.see(newObserved);
        News news = new News(this);
        boolean nodesDecide = false;
        for (int place : changed) {
            NodeObservation now = newObserved.nodes().get(place);
            nodesDecide |= news.ofNode(before.nodes().get(place), now);
            noteIfRestless(now);
        }
        restless.values().forEach(news::ofTime);
        seeProjects(newDesired, nodesDecide, news);
        if (before.secrets() != newObserved.secrets()) {
            seeSecrets(news);
        }
        news.tellUsers();
    }

    private boolean haveSameNodes(ObservedState other) {
        boolean same = observed.nodes().size() == other.nodes().size();
        for (int i = 0; same && i < other.nodes().size(); i++) {
            NodeObservation old = observed.nodes().get(i);
            NodeObservation now = other.nodes().get(i);
            same = old == now || old.name().equals(now.name());
        }
        return same;
    }

    private List<Integer> changedSince(ObservedState before) {
        List<Integer> changed = new ArrayList<>();
        for (int i = 0; i < before.nodes().size(); i++) {
            if (before.nodes().get(i) != observed.nodes().get(i)) {
                changed.add(i);
            }
        }
        return changed;
    }

    private void noteIfRestless(NodeObservation node) {
        boolean isRestless = node.silentSince().isPresent() || node.doubt().isPresent()
                || !node.assignment().tombstones().isEmpty()
                || node.noted().emptied().isPresent();
        if (isRestless) {
            restless.put(node.name(), node);
        } else {
            restless.remove(node.name());
        }
    }

    private void seeFirst(DesiredState newDesired, ObservedState newObserved) {
        observed = newObserved;
        isNew = true;
        ledger = new ClusterLedger(newObserved);
        data = DataLocations.of(newObserved);
        restless.clear();
        newObserved.nodes().forEach(this::noteIfRestless);
        attention = new InstanceSet();
        wanted = new WantedInstances();
        users.clear();
        secrets.clear();
        desired = DesiredState.NOTHING;
        seeProjects(newDesired, true, new News(this));
        wanted.projects().forEach(project -> project.all().forEach(attention::addAll));
        newObserved.secrets().forEach(each -> secrets.put(each.id(), each.version()));
        ledger.forEachInstance(attention::add);
    }

    private void seeProjects(DesiredState newDesired, boolean nodesDecide, News news) {
        boolean isOther = desired != newDesired;
        if (!isOther && !nodesDecide) {
            return;
        }
        specs = isOther ? specs.of(newDesired) : specs;
        desired = newDesired;
        TreeMap<ProjectName, WantedProject> gone = new TreeMap<>();
        wanted.projects().forEach(each -> gone.put(each.project().name(), each));
        for (DesiredProject project : newDesired.projects()) {
            Optional<WantedProject> before = Optional.ofNullable(gone.remove(project.name()));
            boolean isKept = before.filter(each -> each.project() == project).isPresent()
                    && !(nodesDecide && Expansion.needsNodes(project));
            if (!isKept) {
                seeProject(before, Expansion.of(project, observed), news);
            }
        }
        for (WantedProject project : gone.values()) {
            wanted.remove(project.project().name());
            users.remove(project.project().name());
            news.ofProject(Optional.of(project), Optional.empty());
        }
    }

    private void seeProject(Optional<WantedProject> before, WantedProject after, News news) {
        wanted.put(after);
        users.put(after.project().name(), new Users(after, specs));
        news.ofProject(before, Optional.of(after));
    }

    private void seeSecrets(News news) {
        TreeMap<SecretId, Integer> before = new TreeMap<>(secrets);
        secrets.clear();
        for (KnownSecret known : observed.secrets()) {
            secrets.put(known.id(), known.version());
            if (!Integer.valueOf(known.version()).equals(before.remove(known.id()))) {
                news.ofSecret(known.id());
            }
        }
        before.keySet().forEach(news::ofSecret);
    }

    /** Has them looked at by the next plan. */
    void attend(WantedPeers all) {
        attention.addAll(all);
    }

    /** Has it looked at by the next plan, whether it is wanted or not. */
    void attend(InstanceId id) {
        attention.add(id);
    }

    TreeMap<ProjectName, Users> users() {
        return users;
    }
}
