package orchestrator.core.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import orchestrator.core.model.AssignedInstance;
import orchestrator.core.model.Check;
import orchestrator.core.model.ClusterId;
import orchestrator.core.model.CommitId;
import orchestrator.core.model.CopyId;
import orchestrator.core.model.FileContent;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.InstanceId;
import orchestrator.core.model.InstanceStatus;
import orchestrator.core.model.NodeName;
import orchestrator.core.model.Part;
import orchestrator.core.model.ProjectName;
import orchestrator.core.model.SecretId;
import orchestrator.core.model.SecretName;
import orchestrator.core.model.ServiceName;
import orchestrator.core.model.SpecHash;
import orchestrator.core.model.StackName;
import orchestrator.core.model.Value;

/** How names and ids become text, and how the cases of a sealed type are told apart. */
final class WireModule extends SimpleModule {
    WireModule() {
        super("orchestrator");
        addSerializer(String.class, new WellFormedText());
        text(ClusterId.class, ClusterId::new);
        text(ProjectName.class, ProjectName::new);
        text(ServiceName.class, ServiceName::new);
        text(StackName.class, StackName::new);
        text(NodeName.class, NodeName::new);
        text(SecretName.class, SecretName::new);
        text(SpecHash.class, SpecHash::new);
        text(CommitId.class, CommitId::new);
        text(Incarnation.class, Incarnation::parse);
        text(CopyId.class, WireModule::copy);
        text(InstanceId.class, WireModule::instance);
        text(SecretId.class, WireModule::secret);
        addKeyDeserializer(NodeName.class, new KeyDeserializer() {
            @Override
            public Object deserializeKey(String key, DeserializationContext context) {
                return new NodeName(key);
            }
        });
        setMixInAnnotation(Part.class, SealedForms.OfPart.class);
        setMixInAnnotation(Value.class, SealedForms.OfValue.class);
        setMixInAnnotation(FileContent.class, SealedForms.OfFileContent.class);
        setMixInAnnotation(Check.Probe.class, SealedForms.OfProbe.class);
        setMixInAnnotation(AssignedInstance.class, SharedForms.OfAssigned.class);
        setMixInAnnotation(InstanceStatus.class, SharedForms.OfStatus.class);
    }

    private <T> void text(Class<T> type, Function<String, T> parse) {
        addSerializer(type, ToStringSerializer.instance);
        addDeserializer(type, new FromText<>(type, parse));
    }

    private static CopyId copy(String text) {
        int dash = text.lastIndexOf('-');
        return new CopyId(new StackName(text.substring(0, dash)),
                Integer.parseInt(text.substring(dash + 1)));
    }

    private static InstanceId instance(String text) {
        int colon = text.indexOf(':');
        return InstanceId.parse(new ProjectName(text.substring(0, colon)),
                text.substring(colon + 1));
    }

    private static SecretId secret(String text) {
        String[] pieces = text.split("/", -1);
        if (pieces.length != 3) {
            throw new IllegalArgumentException("not the id of a secret");
        }
        return new SecretId(new ProjectName(pieces[0]), pieces[1], new SecretName(pieces[2]));
    }

    /** Reads one text; a text that the type refuses is a damaged record. */
    private static final class FromText<T> extends StdScalarDeserializer<T> {
        private final transient Function<String, T> parse;

        FromText(Class<T> type, Function<String, T> parse) {
            super(type);
            this.parse = parse;
        }

        @Override
        @SuppressWarnings("unchecked")
        public T deserialize(JsonParser parser, DeserializationContext context)
                throws IOException {
            if (!parser.hasToken(JsonToken.VALUE_STRING)) {
                return (T) context.handleUnexpectedToken(handledType(), parser);
            }
            try {
                return parse.apply(parser.getText());
            } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
                return (T) context.handleWeirdStringValue(handledType(), parser.getText(),
                        e.getMessage());
            }
        }
    }

    /**
     * Half of a surrogate pair (a line of output cut in the middle of a character) has no UTF-8
     * form; it becomes a question mark rather than an exception that would end all reporting.
     */
    private static final class WellFormedText extends StdScalarSerializer<String> {
        WellFormedText() {
            super(String.class);
        }

        @Override
        public void serialize(String text, JsonGenerator out, SerializerProvider provider)
                throws IOException {
            boolean plain = text.chars().noneMatch(c -> Character.isSurrogate((char) c));
            out.writeString(plain
                    ? text
                    : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        }
    }
}
