package planted.reconciler.store;

import org.yaml.snakeyaml.Yaml;

/** Violates A5. */
public final class ReadsYaml {
    Object yaml() {
        return new Yaml();
    }
}
