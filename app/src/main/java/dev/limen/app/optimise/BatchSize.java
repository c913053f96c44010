package dev.limen.app.optimise;

import dev.limen.app.analysis.Region;
import dev.limen.app.analysis.Role;
import dev.limen.app.analysis.Sample;

/** Whether batches have events enough for the bins. */
final class BatchSize {
    /** Simulated background events in a bin, on average over a region's bins and over batches. */
    private static final double FEWEST = 5;

    private BatchSize() {}

    /**
     * Looks at training events.
     *
     * @param size events of a batch
     * @param total training events
     * @throws OptimisationException if some region's bins have too few, saying how many a batch needs
     */
    static void require(Plan plan, Part.At at, int size, int total) {
        for (Region region : plan.analysis().regions()) {
            int events = 0;
            for (Sample sample : plan.analysis().samples(Role.BACKGROUND)) {
                for (int bin : at.bins(Slot.nominal(region.name(), sample.name()))) {
                    events += bin >= 0 ? 1 : 0;
                }
            }
            double part = Math.min(1, (double) size / total);
            double each = part * events / region.bins();
            if (each < FEWEST && size < total) {
                double needed = events == 0 ? total : FEWEST * region.bins() / events * total;
                throw new OptimisationException(
                        "/training/batch: a batch of %d of the %d training events puts %.2g simulated background events into each of the %d bins of region %s, on average; an objective of so few is noise. %s"
                                .formatted(
                                        size,
                                        total,
                                        each,
                                        region.bins(),
                                        region.name(),
                                        needed < total
                                                ? "Give at least %d, fewer bins, or 'batch: full'."
                                                        .formatted((long) Math.ceil(needed))
                                                : "Give 'batch: full', or fewer bins."));
            }
        }
    }
}
