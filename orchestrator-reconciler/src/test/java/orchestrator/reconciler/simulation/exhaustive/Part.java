package orchestrator.reconciler.simulation.exhaustive;

import java.util.List;
import java.util.stream.IntStream;

/** Every {@code of}-th of all, beginning with the {@code number}-th. */
record Part(int number, int of) {
    /** A twentieth, or what {@code -Dorch.exhaustive.part=3/20} asks for: {@code 1/1} is all. */
    static Part chosen() {
        return parse(System.getProperty("orch.exhaustive.part", "1/20"));
    }

    static Part parse(String text) {
        String[] part = text.split("/");
        return new Part(Integer.parseInt(part[0]), Integer.parseInt(part[1]));
    }

    /** That share of this part. */
    Part share(int worker, int workers) {
        return new Part(number + worker * of, of * workers);
    }

    <T> List<T> of(List<T> all) {
        return IntStream.range(0, all.size()).filter(each -> each % of == number - 1)
                .mapToObj(all::get).toList();
    }

    @Override
    public String toString() {
        return number + "/" + of;
    }
}
