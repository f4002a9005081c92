package orchestrator.core.model;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One placement of an instance, with everything that was decided about it.
 *
 * @param spec            what to run, to be read at {@code /specs/<hash>}
 * @param container       {@link SpecHash#ofContainer} of that spec
 * @param hostPorts       port name to port of the node
 * @param reserved        what it takes of the node, so that a ledger needs no other record
 * @param published       ports of the node it has for itself, ascending
 * @param references      what {@code ${service.…}} stands for
 * @param lists           what {@code {{#selector}}} of its templates stands for
 * @param listsGeneration grows when {@code lists} or the reloadable part of the spec changes; the
 *                        agent reports the one it has rendered
 * @param secrets         the secrets it uses and the version of each
 */
public record AssignedInstance(InstanceId id, Incarnation incarnation, SpecHash spec,
        SpecHash container, SortedMap<String, Integer> hostPorts, Resources reserved,
        List<Integer> published, List<Reference> references, List<EndpointList> lists,
        long listsGeneration, List<SecretUse> secrets) {
    public AssignedInstance {
        hostPorts = Collections.unmodifiableSortedMap(new TreeMap<String, Integer>(
                (Map<String, Integer>) hostPorts));
        published = List.copyOf(published);
        references = List.copyOf(references);
        lists = List.copyOf(lists);
        secrets = List.copyOf(secrets);
    }

    /** The instance that {@code ${service.…}} means for this one. */
    public record Reference(ServiceName service, Endpoint endpoint) {}

    /** The ready instances a template's section lists, in order. */
    public record EndpointList(String selector, List<Endpoint> endpoints) {
        public EndpointList {
            endpoints = List.copyOf(endpoints);
        }
    }

    /** One secret at one version; {@code scope} as in {@link SecretId}. */
    public record SecretUse(SecretId id, int version) {}
}
