package orchestrator.reconciler.agent;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import orchestrator.core.model.ContainerSpec;
import orchestrator.core.model.SealedSecret;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SpecHash;

/** What an assignment refers to, as far as it could be read. */
record Knowledge(SortedMap<SpecHash, ContainerSpec> specs,
        SortedMap<SecretId, SealedSecret> secrets) {
    static final Knowledge NOTHING = new Knowledge(new TreeMap<>(), new TreeMap<>());

    Knowledge {
        specs = Collections.unmodifiableSortedMap(new TreeMap<>(specs));
        secrets = Collections.unmodifiableSortedMap(new TreeMap<>(secrets));
    }
}
