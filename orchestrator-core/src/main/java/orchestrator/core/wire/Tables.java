package orchestrator.core.wire;

import java.time.Instant;
import java.util.HexFormat;
import java.util.function.Function;
import orchestrator.core.model.Incarnation;
import orchestrator.core.model.Reason;
import orchestrator.core.model.ReasonCode;
import orchestrator.core.model.SpecHash;
import orchestrator.core.wire.Table.Field;

/** What both bulk records are made of. */
final class Tables {
    static final Table<String> TEXTS = Table.of(ByteWriter::text, ByteReader::text);
    static final Table<String> NAMES = Table.of(ByteWriter::name, ByteReader::name);
    static final Table<Long> LONGS = new Numbers<>(Long::valueOf);
    static final Table<Integer> INTS = new Numbers<>(Math::toIntExact);
    static final Table<Boolean> FLAGS = INTS.<Boolean>as(flag -> flag ? 1 : 0, word -> word == 1)
            .repeated();
    static final Table<SpecHash> HASHES = Table.of(Tables::writeHash, Tables::readHash);
    static final Table<Incarnation> INCARNATIONS = Table.both(
            new Field<>(INTS.repeated(), Incarnation::epoch),
            new Field<>(INTS, Incarnation::number), Incarnation::new);
    static final Table<Reason> REASONS = Table.both(
            new Field<>(words(ReasonCode::valueOf), Reason::code),
            new Field<>(TEXTS, Reason::text), Reason::new).repeated();
    static final Table<Instant> INSTANTS = Table.both(
            new Field<>(LONGS, Instant::getEpochSecond),
            new Field<>(new Fractions(), Instant::getNano), Instant::ofEpochSecond);

    private static final HexFormat HEX = HexFormat.of();

    private Tables() {}

    /** Names of one kind, of which many are the same. */
    static <N> Table<N> names(Function<N, String> text, Function<String, N> of) {
        return NAMES.as(text, new SharedNames<>(of)).repeated();
    }

    /** The names of an enum, and not their order, which may change. */
    static <E extends Enum<E>> Table<E> words(Function<String, E> of) {
        return TEXTS.as(Enum::name, of).repeated();
    }

    /** Half as many bytes as digits, and how many; after a 0 what is not written in digits. */
    private static void writeHash(ByteWriter out, SpecHash hash) {
        byte[] digits = digits(hash.value());
        out.unsigned(digits.length);
        if (digits.length == 0) {
            out.text(hash.value());
        } else {
            out.raw(digits);
        }
    }

    /** None where they would not give the same text again. */
    private static byte[] digits(String text) {
        boolean written = text.length() % 2 == 0 && text.chars().allMatch(
                each -> HexFormat.isHexDigit(each) && !Character.isUpperCase(each));
        return written ? HEX.parseHex(text) : new byte[0];
    }

    private static SpecHash readHash(ByteReader in) {
        int count = in.count();
        if (count == 0) {
            return new SpecHash(in.text());
        }
        return new SpecHash(HEX.formatHex(in.raw(count)));
    }
}
