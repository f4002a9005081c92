package orchestrator.core.wire;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;

import orchestrator.core.model.Check;
import orchestrator.core.model.FileContent;
import orchestrator.core.model.Part;
import orchestrator.core.model.Value;

/** The word in {@code "is"} that says which case of a sealed type a record holds. */
final class SealedForms {
    private static final String PROPERTY = "is";

    private SealedForms() {}

    @JsonTypeInfo(use = Id.NAME, property = PROPERTY)
    @JsonSubTypes({@Type(value = Part.Literal.class, name = "literal"),
            @Type(value = Part.Address.class, name = "address"),
            @Type(value = Part.Self.class, name = "self")})
    interface OfPart {}

    @JsonTypeInfo(use = Id.NAME, property = PROPERTY)
    @JsonSubTypes({@Type(value = Value.Text.class, name = "text"),
            @Type(value = Value.Secret.class, name = "secret")})
    interface OfValue {}

    @JsonTypeInfo(use = Id.NAME, property = PROPERTY)
    @JsonSubTypes({@Type(value = FileContent.Inline.class, name = "inline"),
            @Type(value = FileContent.Plain.class, name = "plain"),
            @Type(value = FileContent.Template.class, name = "template"),
            @Type(value = FileContent.Secret.class, name = "secret")})
    interface OfFileContent {}

    @JsonTypeInfo(use = Id.NAME, property = PROPERTY)
    @JsonSubTypes({@Type(value = Check.Probe.Http.class, name = "http"),
            @Type(value = Check.Probe.Tcp.class, name = "tcp"),
            @Type(value = Check.Probe.Run.class, name = "run")})
    interface OfProbe {}
}
