package dev.limen.autodiff;

/** What a step does with the axes of events and objects; of events here stands for both. */
enum EventRole {
    /** Nothing: none of its values has one. */
    NONE,
    /** Its outputs are made event by event, so block by block. */
    MAP,
    /** Its outputs without event axis are sums (products, extremes) over events: blocks are put together. */
    REDUCE,
    /** It mixes events: its inputs must be whole. */
    WHOLE;

    static EventRole of(Step step) {
        if (!step.touchesOpen()) {
            return NONE;
        }
        Primitive primitive = step.primitive();
        if (primitive instanceof Implicit) {
            return WHOLE;
        }
        if (primitive instanceof Sort || primitive instanceof RowWise) {
            return step.inputs().stream().anyMatch(EventRole::endsInEvents) ? WHOLE : MAP;
        }
        if (primitive instanceof Cumulate cumulate
                && cumulate.axis() == step.inputs().get(0).shape().openAxis()) {
            return WHOLE;
        }
        if (step.outputs().stream().allMatch(Slot::isOpen)) {
            return MAP;
        }
        return primitive instanceof Fused && !(primitive instanceof EventSum) ? WHOLE : REDUCE;
    }

    private static boolean endsInEvents(Slot slot) {
        return slot.isOpen() && slot.shape().openAxis() == slot.shape().rank() - 1;
    }

    /** How partial results of a {@link #REDUCE} step are put together. */
    static Reduce.Op combination(Step step) {
        return step.primitive() instanceof Reduce reduce ? reduce.op() : Reduce.Op.SUM;
    }
}
