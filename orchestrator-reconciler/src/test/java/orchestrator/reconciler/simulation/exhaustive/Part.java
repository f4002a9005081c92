package orchestrator.reconciler.simulation.exhaustive;

import java.util.List;
import java.util.stream.IntStream;

/** Every {@code of}-th of all runs, beginning with the {@code number}-th. */
record Part(int number, int of) {
    static Part chosen() {
        String[] part = System.getProperty("orch.exhaustive.part", "1/20").split("/");
        return new Part(Integer.parseInt(part[0]), Integer.parseInt(part[1]));
    }

    <T> List<T> of(List<T> all) {
        return IntStream.range(0, all.size()).filter(each -> each % of == number - 1)
                .mapToObj(all::get).toList();
    }
}
