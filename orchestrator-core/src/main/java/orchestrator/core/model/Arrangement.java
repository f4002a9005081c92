package orchestrator.core.model;

import java.util.List;
import orchestrator.core.model.AssignedInstance.EndpointList;
import orchestrator.core.model.AssignedInstance.Origin;
import orchestrator.core.model.AssignedInstance.Reference;
import orchestrator.core.model.AssignedInstance.SecretUse;
import orchestrator.core.model.AssignedInstance.Upkeep;

/**
 * What was decided about a placement and is mostly the same for all instances of its service. Those
 * who make or read many placements let them share one: there may be millions.
 *
 * @param spec       what to run, to be read at {@code /specs/<hash>}
 * @param container  {@link SpecHash#ofContainer} of that spec
 * @param reserved   what it takes of the node, so that a ledger needs no other record
 * @param published  ports of the node it has for itself, ascending
 * @param references what {@code ${service.…}} stands for
 * @param lists      what {@code {{#selector}}} of its templates stands for
 * @param secrets    the secrets it uses and the version of each
 * @param origin     what it was made for: fixed, as long as the incarnation lives
 * @param upkeep     how its agent looks after it: may change under a running container
 */
public record Arrangement(SpecHash spec, SpecHash container, Resources reserved,
        List<Integer> published, List<Reference> references, List<EndpointList> lists,
        List<SecretUse> secrets, Origin origin, Upkeep upkeep) {
    public Arrangement {
        published = List.copyOf(published);
        references = List.copyOf(references);
        lists = List.copyOf(lists);
        secrets = List.copyOf(secrets);
    }

    /** The same, made for another reason. */
    public Arrangement withOrigin(Origin other) {
        return new Arrangement(spec, container, reserved, published, references, lists, secrets,
                other, upkeep);
    }

    /** The same, looked after otherwise. */
    public Arrangement withUpkeep(Upkeep other) {
        return new Arrangement(spec, container, reserved, published, references, lists, secrets,
                origin, other);
    }

    /** Written out, as in all records below: a reader asks it of each of millions of rows. */
    @Override
    public boolean equals(Object other) {
        return this == other || other instanceof Arrangement that
                && spec.equals(that.spec) && container.equals(that.container)
                && reserved.equals(that.reserved) && published.equals(that.published)
                && references.equals(that.references) && lists.equals(that.lists)
                && secrets.equals(that.secrets) && origin.equals(that.origin)
                && upkeep.equals(that.upkeep);
    }

    /** Of what mostly tells two apart. */
    @Override
    public int hashCode() {
        int hash = 31 * spec.hashCode() + origin.hashCode();
        return 31 * (31 * (31 * hash + references.hashCode()) + lists.hashCode())
                + upkeep.hashCode();
    }
}
