package planted.reconciler.agent;

import com.github.dockerjava.api.model.Container;

/** Violates A5. */
public final class AsksDocker {
    Object container() {
        return new Container();
    }
}
