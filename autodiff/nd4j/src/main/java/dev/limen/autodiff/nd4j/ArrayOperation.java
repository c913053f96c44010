package dev.limen.autodiff.nd4j;

/** A computation on arrays that were bound to it when it was made; it allocates nothing of their size. */
@FunctionalInterface
interface ArrayOperation {

    void run();

    /** This one, then the next. */
    default ArrayOperation then(ArrayOperation next) {
        return () -> {
            run();
            next.run();
        };
    }
}
