package dev.limen.examples.htautau;

import dev.limen.autodiff.random.RandomSource;
import dev.limen.autodiff.random.RandomStream;
import java.util.Optional;

/** The samples: of every twenty events, how many are of which, and how many are expected at 36.1/fb in acceptance. */
enum Sample {
    SIGNAL("signal", 2, 600, 0),
    ZTAUTAU("ztautau", 12, 40_000, 0),
    TTBAR("ttbar", 4, 4_000, 0.05),
    DIBOSON("diboson", 2, 1_000, 0);

    /** Events per turn of all samples. */
    static final int TURN = 20;

    private final String label;
    private final int share;
    private final double expected;
    private final double negative;

    Sample(String label, int share, double expected, double negative) {
        this.label = label;
        this.share = share;
        this.expected = expected;
        this.negative = negative;
    }

    String label() {
        return label;
    }

    Production production() {
        return switch (this) {
            case SIGNAL -> Production.higgs();
            case ZTAUTAU -> Production.z();
            case TTBAR -> new TopPair();
            case DIBOSON -> new BosonPair();
        };
    }

    /** Expected events at 36.1/fb, in acceptance. */
    double expected() {
        return expected;
    }

    /** The sample of an event: a matter of its number alone. */
    static Sample of(long event) {
        int place = (int) (event % TURN);
        for (Sample sample : values()) {
            place -= sample.share;
            if (place < 0) {
                return sample;
            }
        }
        throw new IllegalStateException("shares do not add up to " + TURN);
    }

    /** How many of the first {@code events} events are of this sample. */
    long count(long events) {
        long start = 0;
        for (Sample before : values()) {
            if (before == this) {
                break;
            }
            start += before.share;
        }
        return events / TURN * share + Math.max(0, Math.min(share, events % TURN - start));
    }

    /** An event, which depends on seed and number alone: collisions are drawn until one is in acceptance. */
    Event draw(RandomSource source, long number) {
        RandomStream random = source.at(number);
        Production production = production();
        double sign = random.uniform() < negative ? -1 : 1;
        Optional<Measurement> measured;
        do {
            measured = production.collide(random).flatMap(collision -> Detector.measure(collision, random));
        } while (measured.isEmpty());
        return new Event(measured.get(), sign);
    }

    /** The size of every weight: {@code expected / (n (1 - 2 f))} for n events with a fraction f of negative weights. */
    double weight(long events) {
        return expected / (count(events) * (1 - 2 * negative));
    }

    /**
     * An event.
     *
     * @param measurement in acceptance
     * @param sign of its weight
     */
    record Event(Measurement measurement, double sign) {}
}
