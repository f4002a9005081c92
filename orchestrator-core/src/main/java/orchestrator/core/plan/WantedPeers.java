package orchestrator.core.plan;

import java.util.AbstractList;
import java.util.List;
import java.util.Optional;

import orchestrator.core.model.Peers;
import orchestrator.core.model.ServiceSpec;
import orchestrator.core.state.DesiredProject;

/** Wanted instances that differ in nothing but their number. */
record WantedPeers(Peers peers, ServiceSpec service, DesiredProject project, Numbers numbers) {
    /** The one of that number, when it is wanted. */
    Optional<Wanted> find(int number) {
        int place = numbers.place(number);
        return place < 0 ? Optional.empty() : Optional.of(get(place));
    }

    /** All of them, each made when it is asked for. */
    List<Wanted> all() {
        return new AbstractList<>() {
            @Override
            public Wanted get(int place) {
                return WantedPeers.this.get(place);
            }

            @Override
            public int size() {
                return numbers.size();
            }
        };
    }

    private Wanted get(int place) {
        return new Wanted(peers.id(numbers.get(place)), service, project, numbers.node(place));
    }

    /** True when the same is asked of each, apart from how many there are. */
    boolean isLike(WantedPeers other) {
        ServiceSpec before = other.service;
        return service.container().equals(before.container())
                && service.place().equals(before.place())
                && service.after().equals(before.after())
                && service.update().equals(before.update())
                && service.exclusive() == before.exclusive()
                && service.lostAfter().equals(before.lostAfter())
                && project.secrets().equals(other.project.secrets());
    }
}
